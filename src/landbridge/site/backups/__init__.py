"""Backups: the database and the documents of one moment in one file, and back, row by row.

``tables`` what every table holds, as a count and a digest · ``databases`` a snapshot of SQLite or PostgreSQL, and
back · ``archive`` the file with its manifest · ``making`` and ``restoring`` what the two commands do.
"""
