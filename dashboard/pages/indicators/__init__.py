"""Indicators: what is known of a quantity, for whom, since when; and what happened when?"""
