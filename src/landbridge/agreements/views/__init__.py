"""Pages: fetch by a query, check by a rule, call one action, render."""
