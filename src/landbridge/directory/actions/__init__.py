"""Every change of the directory, verb first: check permission, write, log, in one transaction.

``organisations`` facts · ``rows`` what stands in rows below them · ``indexing`` search and match keys ·
``checks`` verification and blacklist checks · ``blacklist`` its entries · ``merges`` duplicates · ``contacts``
its people and editors · ``documents`` its files.
"""
