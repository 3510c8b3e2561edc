"""Commands of this app: the queue's worker."""
