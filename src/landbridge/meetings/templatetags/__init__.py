"""Template filters of the meetings wing."""
