"""Words that several parts of the dashboard say, each written once."""
