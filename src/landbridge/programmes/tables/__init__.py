"""Rows laid out."""
