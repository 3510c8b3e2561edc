"""Words that stand apart from code."""
