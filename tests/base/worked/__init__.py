"""An app whose jobs only the tests of the worker run."""
