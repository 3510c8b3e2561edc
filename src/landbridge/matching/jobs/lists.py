"""Recommendations written anew."""
