"""One figure on a page of its own."""
