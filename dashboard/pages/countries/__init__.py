"""Countries: one country through all themes, or two of them tie by tie."""
