# noqa: A005 - the folder mirrors landbridge.site
