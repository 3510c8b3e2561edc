"""Words of agreements in templates."""
