"""What people type about fairs, cleaned: one file a form."""
