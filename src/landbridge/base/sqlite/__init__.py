"""Django's SQLite backend with a write gate (``ENGINE = "landbridge.base.sqlite"``)."""
