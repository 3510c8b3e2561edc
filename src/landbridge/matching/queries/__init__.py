"""What is read of terms, the index, searches and recommendations."""
