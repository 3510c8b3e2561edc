"""What agreements do in the background."""
