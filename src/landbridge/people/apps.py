"""The people app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    """Accounts, sign-in, language; loads every app's kinds of notices."""

    name = "landbridge.people"
    label = "people"

    def ready(self) -> None:
        """Fill the registry of notices."""
        autodiscover_modules("wording.notice_kinds")
