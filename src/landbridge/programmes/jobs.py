"""What programmes do in the background."""
