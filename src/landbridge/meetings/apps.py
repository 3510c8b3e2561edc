"""The meetings wing as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """Fairs, their wishes, and the timetable that holds as many of them as can be held."""

    name = "landbridge.meetings"
    label = "meetings"
    verbose_name = _("Trade meetings")
    default_auto_field = "django.db.models.BigAutoField"
