"""Commands of this app: serving the house."""
