"""Every change of terms, the index, searches and recommendations."""
