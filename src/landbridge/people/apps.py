"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, sign-in, language."""

    name = "landbridge.people"
    label = "people"
