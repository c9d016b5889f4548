"""Article: what do the figures show of what this text says?"""
