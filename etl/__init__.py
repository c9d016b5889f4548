"""From the CSV and TOML files of data/ to one published DuckDB database: read, check, build."""
