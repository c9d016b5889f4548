"""The rehearsal of a build: what would change for readers, and what is refused until signed."""
