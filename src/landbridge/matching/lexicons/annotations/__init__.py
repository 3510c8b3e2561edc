"""Unicode's names and keywords of signs in three languages, as CLDR 48.2 has them; its licence stands beside them."""
