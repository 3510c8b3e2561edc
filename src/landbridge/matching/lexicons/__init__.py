"""Lexicons made from free packages, kept as files, and read again."""
