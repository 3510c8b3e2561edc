"""Organisations of both sides: who they are, what they offer and seek, and how far they are verified."""
