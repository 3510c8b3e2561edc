"""Names of people as their reader has them, and spellings the house suggests."""
