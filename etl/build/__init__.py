"""The work on builds: made, refreshed, rehearsed, gone back to, and asked what they lack."""
