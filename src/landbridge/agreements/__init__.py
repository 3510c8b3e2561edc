"""What two sides promise each other: public bodies, ties, agreements, obligations, exchanges and approvals."""
