"""Questions to a published build that several pages ask, as frames and frozen records."""
