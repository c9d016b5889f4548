"""The script-free edition: an article and all its evidence as one file, for paper and archives."""
