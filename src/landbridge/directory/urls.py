"""Addresses of the directory, below ``/organisations/``."""

from __future__ import annotations

from django.urls import path

from landbridge.directory.views import blacklist, checks, duplicates, exports, lists, merges, organisations, saved_views

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
    path("duplicates", duplicates.duplicates, name="duplicates"),
    path("duplicates/search", duplicates.duplicates_search, name="duplicates_search"),
    path("duplicates/<int:pair_id>", duplicates.duplicate, name="duplicate"),
    path("duplicates/<int:pair_id>/merge", duplicates.duplicate_merge, name="duplicate_merge"),
    path("duplicates/<int:pair_id>/apart", duplicates.duplicate_apart, name="duplicate_apart"),
    path("duplicates/<int:pair_id>/reopen", duplicates.duplicate_reopen, name="duplicate_reopen"),
    path("merges/<int:merge_id>", merges.merge_page, name="merge"),
    path("merges/<int:merge_id>/undo", merges.merge_undo, name="merge_undo"),
    path("blacklist", blacklist.blacklist, name="blacklist"),
    path("blacklist/new", blacklist.blacklist_new, name="blacklist_new"),
    path("blacklist/import", blacklist.blacklist_import, name="blacklist_import"),
    path("blacklist/<int:entry_id>", blacklist.blacklist_entry, name="blacklist_entry"),
    path("blacklist/<int:entry_id>/remove", blacklist.blacklist_remove, name="blacklist_remove"),
    path("<int:organisation_id>", organisations.organisation_page, name="organisation"),
    path("<int:organisation_id>/verify", checks.verification_new, name="verify"),
    path("<int:organisation_id>/checks", checks.checks_page, name="checks"),
    path(
        "<int:organisation_id>/checks/<int:verification_id>/evidence",
        checks.verification_evidence,
        name="verification_evidence",
    ),
    path("<int:organisation_id>/blacklist-check", checks.blacklist_check, name="blacklist_check"),
    path("<int:organisation_id>/blacklist/<int:entry_id>/clear", checks.listing_clear, name="listing_clear"),
]
