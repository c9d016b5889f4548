"""What every page stands in: the address, the reader's choices, filters, head and foot."""
