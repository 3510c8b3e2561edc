"""Files taken in: published tables of codes."""
