"""Reading people, accounts, consents and notices."""
