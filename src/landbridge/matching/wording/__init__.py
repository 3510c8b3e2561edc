"""Texts that are data."""
