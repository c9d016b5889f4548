"""Checked rows and models into the tables of a build."""
