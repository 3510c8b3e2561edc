"""What a form asks, and what was answered: kinds of questions, conditions, checks. Pure: no database."""
