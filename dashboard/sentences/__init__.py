"""Sentences that figures and readings speak for themselves; nothing in them is written by hand."""
