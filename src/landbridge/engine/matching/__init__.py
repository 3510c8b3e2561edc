"""Who should meet whom, across three languages, and why."""
