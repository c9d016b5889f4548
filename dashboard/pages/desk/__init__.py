"""The coder's desk: what is overdue, thin or doubtful."""
