"""Landbridge runs a cross-border innovation centre, from the agreement to the proven result."""
