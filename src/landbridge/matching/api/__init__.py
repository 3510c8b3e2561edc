"""Search and recommendations for programs."""
