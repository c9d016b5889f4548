"""Rules held against figures: what the evidence shows of each claim, and how far that is."""
