"""What people write into pages about themselves, each other, and what they agree to."""
