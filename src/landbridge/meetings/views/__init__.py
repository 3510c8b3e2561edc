"""Pages of the meetings wing. Everything of a fair is reached through its fair (``places``)."""
