"""The project as an app: its templates and commands."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Home, errors, the style page; serve, demo and doctor."""

    name = "landbridge.site"
    label = "site"
