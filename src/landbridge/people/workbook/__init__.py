"""Workbooks of this app."""
