"""Matching as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    """Search and recommendations across languages."""

    name = "landbridge.matching"
    label = "matching"
    verbose_name = _("Matching")

    def ready(self) -> None:
        """Tell of recommendations on the pages of organisations and programmes."""
        from landbridge.matching.queries import panels, row_aids  # noqa: F401, PLC0415 - need the models
