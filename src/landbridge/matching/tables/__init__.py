"""Rows as the pages of matching show them."""
