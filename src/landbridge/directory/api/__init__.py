"""The API's operations on organisations: the same queries, rules and actions as the pages."""
