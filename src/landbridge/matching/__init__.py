"""Who should meet whom, across three languages: the terms, the index, search, recommendations."""
