"""Agreements as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """Agreements and what follows from them."""

    name = "landbridge.agreements"
    label = "agreements"
    verbose_name = _("Agreements")

    def ready(self) -> None:
        """Let agreements be approved and persons forgotten; tell what waits for somebody on their first page."""
        from landbridge.agreements.actions import agreement_subject, forgetting  # noqa: F401, PLC0415 - needs the models
        from landbridge.agreements.tables import waiting  # noqa: F401, PLC0415
