"""The dashboard: the article beside its evidence, and the pages around it."""
