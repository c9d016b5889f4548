"""What people write, read in one go and staged as text, each row with its file and line."""
