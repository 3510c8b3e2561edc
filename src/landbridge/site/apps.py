"""The project as an app, and how its static files are gathered."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class SiteConfig(AppConfig):
    """Home, errors, the style page; serve, demo and doctor."""

    name = "landbridge.site"
    label = "site"


class StaticFiles(StaticFilesConfig):
    """Leaves out htmx's extensions and other versions: no page uses them, and some name files that do not exist."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "hx-*.js", "htmx-4*.js", "htmax*.js")
