"""Persons with an account: who they are, which side they stand on, how they sign in, their language."""
