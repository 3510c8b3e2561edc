"""Kept searches looked up again."""
