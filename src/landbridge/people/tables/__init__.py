"""Rows of people, their answers and what they were told, laid out for pages."""
