"""Addresses of matching: each part of it appends its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from landbridge.matching.views import index, lists, pairs, runs, searches, searching, tables, terms, unknown

app_name = "matching"
urlpatterns: list[URLPattern | URLResolver] = []

# terms
urlpatterns += [
    path("matching/terms/", terms.terms, name="terms"),
    path("matching/terms/new", terms.term_new, name="term_new"),
    path("matching/terms/sources", terms.sources, name="sources"),
    path("matching/terms/<int:concept_id>", terms.term, name="term"),
    path("matching/terms/<int:concept_id>/edit", terms.term_edit, name="term_edit"),
    path("matching/terms/<int:concept_id>/approve", terms.term_approve, name="term_approve"),
    path("matching/terms/<int:concept_id>/retire", terms.term_retire, name="term_retire"),
    path("matching/terms/<int:concept_id>/restore", terms.term_restore, name="term_restore"),
    path("matching/unknown/", unknown.unknown, name="unknown"),
    path("matching/unknown/<int:term_id>", unknown.unknown_term, name="unknown_term"),
    path("matching/unknown/<int:term_id>/preview", unknown.unknown_preview, name="unknown_preview"),
    path("matching/unknown/<int:term_id>/dismiss", unknown.unknown_dismiss, name="unknown_dismiss"),
    path("matching/unknown/<int:term_id>/reopen", unknown.unknown_reopen, name="unknown_reopen"),
    path("matching/pairs/", pairs.pairs, name="pairs"),
    path("matching/pairs/new", pairs.pair_new, name="pair_new"),
    path("matching/pairs/<int:pair_id>/unblock", pairs.pair_unblock, name="pair_unblock"),
]

# who is recommended to whom
urlpatterns += [
    path("organisations/<int:organisation_id>/matches", lists.matches, name="matches"),
    path(
        "organisations/<int:organisation_id>/matches/exclude", lists.organisation_exclude, name="organisation_exclude"
    ),
    path("organisations/<int:organisation_id>/matches/choice", lists.matching_choice, name="choice"),
    path("matches/<int:match_id>", lists.match, name="match"),
    path("matches/<int:match_id>/exclude", lists.match_exclude, name="match_exclude"),
    path("matches/exclusions/<int:exclusion_id>/undo", lists.exclusion_undo, name="exclusion_undo"),
    path("programmes/<int:programme_id>/matches", runs.programme_matches, name="programme_matches"),
    path("programmes/<int:programme_id>/matches/ask", runs.programme_ask, name="programme_ask"),
    path("programmes/<int:programme_id>/matches/export", runs.programme_export, name="programme_export"),
]

# search
urlpatterns += [
    path("search/", searching.search_page, name="search"),
    path("search/keep", searches.search_keep, name="search_keep"),
    path("search/kept/", searches.searches, name="searches"),
    path("search/kept/<int:search_id>", searches.saved_search, name="saved_search"),
    path("search/kept/<int:search_id>/results", searches.saved_results, name="saved_results"),
    path("search/kept/<int:search_id>/seen", searches.search_seen, name="search_seen"),
    path("search/kept/<int:search_id>/remove", searches.search_remove, name="search_remove"),
]

# the index
urlpatterns += [
    path("matching/index", index.index, name="index"),
    path("matching/index/build", index.index_build, name="index_build"),
    path("matching/index/<int:build_id>/stop", index.index_stop, name="index_stop"),
    path("matching/congestion", index.congestion, name="congestion"),
]

# published tables of codes, and what is proposed from them
urlpatterns += [
    path("matching/codes/", tables.codes, name="codes"),
    path("matching/codes/new", tables.codes_import, name="codes_import"),
    path("matching/codes/<int:table_id>/use", tables.codes_use, name="codes_use"),
    path("matching/codes/<int:table_id>/remove", tables.codes_remove, name="codes_remove"),
    path("organisations/<int:organisation_id>/codes/<slug:scheme>", tables.codes_proposed, name="codes_proposed"),
]
