"""Unknown words counted."""
