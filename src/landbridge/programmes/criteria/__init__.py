"""Eligibility and bonus points as declarations, verdicts that explain themselves, and ranking. Pure: no database."""
