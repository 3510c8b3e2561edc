"""Every change to people, accounts, consents and notices, verb first."""
