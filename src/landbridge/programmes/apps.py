"""Programmes as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """Programmes and who takes part in them."""

    name = "landbridge.programmes"
    label = "programmes"
    verbose_name = _("Programmes")
