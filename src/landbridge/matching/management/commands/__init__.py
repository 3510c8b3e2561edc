"""Commands of this app: the lexicon."""
