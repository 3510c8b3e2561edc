"""What matching does after the answer. Loading this package lets the worker know of all of it."""

from landbridge.matching.jobs import index, lists, searches, terms  # noqa: F401
