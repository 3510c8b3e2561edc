"""Full-text search in three scripts, the same on SQLite and PostgreSQL.

``tokens`` text to tokens, for what is indexed and what is asked alike · ``entries`` write and forget what can be
found · ``finding`` find it · ``full_text`` the index in the database, as a migration step.
"""
