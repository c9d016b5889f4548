"""Finished builds on the disk: where they lie, which is in force, how they are opened."""
