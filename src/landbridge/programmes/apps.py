"""Programmes as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """Programmes and who takes part in them."""

    name = "landbridge.programmes"
    label = "programmes"
    verbose_name = _("Programmes")

    def ready(self) -> None:
        """Let calls and selections be approved and persons forgotten; tell of programmes on the pages of agreements."""
        from landbridge.programmes.actions import (  # noqa: PLC0415 - they need the models
            agreeing,  # noqa: F401
            forgetting,  # noqa: F401
            retention,  # noqa: F401
            selection_subject,  # noqa: F401
        )
        from landbridge.programmes.queries import agreement_panels  # noqa: F401, PLC0415
        from landbridge.programmes.tables import copies, waiting  # noqa: F401, PLC0415
