"""Matching as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    """Search and recommendations across languages."""

    name = "landbridge.matching"
    label = "matching"
    verbose_name = _("Matching")
