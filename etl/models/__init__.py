"""What people write in TOML and text, as validated models, each fault with its line."""
