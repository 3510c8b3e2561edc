"""The directory as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Organisations of both sides."""

    name = "landbridge.directory"
    label = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        """Tell of organisations on the pages of people."""
        from landbridge.directory.queries import person_panel  # noqa: F401, PLC0415 - needs the models
