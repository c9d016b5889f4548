"""Measures of agreement and cohesion, computed from the votes."""
