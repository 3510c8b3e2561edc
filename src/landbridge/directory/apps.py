"""The directory as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Organisations of both sides."""

    name = "landbridge.directory"
    label = "directory"
    verbose_name = _("Directory")
