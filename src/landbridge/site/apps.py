"""The project as an app, and how its static files are gathered."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class SiteConfig(AppConfig):
    """Home, errors, the style page; serve, demo and doctor."""

    default = True  # of the two here
    name = "landbridge.site"
    label = "site"

    def ready(self) -> None:
        """Say what the models hold that don't say it themselves."""
        import_module("landbridge.site.inventory")


class StaticFiles(StaticFilesConfig):
    """Leaves out htmx's extensions and other versions: no page uses them, and some name files that do not exist."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "hx-*.js", "htmx-4*.js", "htmax*.js")
