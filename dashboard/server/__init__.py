"""The server around the pages: how it starts, follows the data, and what it answers beside them."""
