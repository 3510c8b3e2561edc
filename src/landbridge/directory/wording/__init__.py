"""Names of organisations as words: legal forms, places, trades, and how alike two names are."""
