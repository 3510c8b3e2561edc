"""Commands of this app: accounts."""
