"""What the directory asks people to fill in."""
