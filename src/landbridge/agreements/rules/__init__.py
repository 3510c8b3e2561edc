"""Who may do what, a file for each part of the app; they register their permissions when they are imported."""

from landbridge.agreements.rules import agreements, approvals

__all__ = ["agreements", "approvals"]
