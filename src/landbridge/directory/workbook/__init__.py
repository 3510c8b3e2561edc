"""Organisations in workbooks: read from any that people send, and written out."""
