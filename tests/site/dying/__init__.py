"""An app of a worker that dies: see ``jobs``."""
