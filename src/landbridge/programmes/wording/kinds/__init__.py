"""Kinds of programmes as data: one file a kind, in TOML."""
