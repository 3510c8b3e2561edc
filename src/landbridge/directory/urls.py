"""Addresses of the directory, below ``/organisations/``."""

from __future__ import annotations

from django.urls import path

from landbridge.directory.views import organisations

app_name = "directory"
urlpatterns = [
    path("<int:organisation_id>", organisations.organisation_page, name="organisation"),
]
