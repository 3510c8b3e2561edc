"""Every change, verb first: check permission, write, log, in one transaction."""
