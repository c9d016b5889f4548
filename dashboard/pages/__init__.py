"""The pages, a folder each: the page, its figures, its questions; none imports another."""
