"""Questions to a published build: what the pages show, as frames and frozen records."""
