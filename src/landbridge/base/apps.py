"""The base app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BaseConfig(AppConfig):
    """Loads every app's ``rules.py`` (permissions) and ``jobs.py`` (jobs, listeners) once all models are there."""

    name = "landbridge.base"
    label = "base"

    def ready(self) -> None:
        """Fill the registries of permissions, jobs and listeners."""
        autodiscover_modules("rules", "jobs", "housekeeping")
