"""Who may do what, a file for each part of the app; they register their permissions when they are imported."""

from landbridge.programmes.rules import applications, calls, criteria, participation, screening

__all__ = ["applications", "calls", "criteria", "participation", "screening"]
