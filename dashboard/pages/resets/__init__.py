"""Resets compared by months since their start."""
