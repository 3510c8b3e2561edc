"""Pages of terms, the index, search and recommendations."""
