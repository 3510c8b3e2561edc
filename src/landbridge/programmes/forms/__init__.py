"""Clean input."""
