"""A build as an open data package: its relations as files that describe themselves."""
