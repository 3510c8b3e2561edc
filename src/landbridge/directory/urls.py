"""Addresses of the directory, below ``/organisations/``."""

from __future__ import annotations

from django.urls import path

from landbridge.directory.views import exports, lists, organisations, saved_views

app_name = "directory"
urlpatterns = [
    path("", lists.organisation_list, name="organisations"),
    path("pick", lists.organisation_pick, name="pick"),
    path("export", exports.export, name="export"),
    path("exports/<int:run_id>", exports.export_run, name="export_run"),
    path("exports/<int:run_id>/file", exports.export_file, name="export_file"),
    path("views/new", saved_views.view_new, name="view_new"),
    path("views/<int:view_id>", saved_views.view_edit, name="view_edit"),
    path("views/<int:view_id>/update", saved_views.view_update, name="view_update"),
    path("views/<int:view_id>/delete", saved_views.view_delete, name="view_delete"),
    path("<int:organisation_id>", organisations.organisation_page, name="organisation"),
]
