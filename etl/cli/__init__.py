"""The commands: what a person types, what it prints, and how it ends."""
