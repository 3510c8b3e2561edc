"""What the directory lays out as rows."""
