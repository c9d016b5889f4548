"""From the publishers to rows: fetch politely, keep, parse, compare with what is held, write."""
