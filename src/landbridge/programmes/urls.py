"""Addresses of programmes."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from landbridge.programmes.views import participations, required_documents

app_name = "programmes"
urlpatterns: list[URLPattern | URLResolver] = []

# places, deposits and the documents that are due
urlpatterns += [
    path("participations/", participations.my_participations, name="my_participations"),
    path("participations/<int:participation_id>", participations.participation_page, name="participation"),
    path(
        "participations/<int:participation_id>/confirm",
        participations.participation_confirm,
        name="participation_confirm",
    ),
    path(
        "participations/<int:participation_id>/withdraw",
        participations.participation_withdraw,
        name="participation_withdraw",
    ),
    path(
        "participations/<int:participation_id>/deposit",
        participations.participation_deposit,
        name="participation_deposit",
    ),
    path(
        "participations/<int:participation_id>/complete",
        participations.participation_complete,
        name="participation_complete",
    ),
    path(
        "participations/<int:participation_id>/settle",
        participations.participation_settle,
        name="participation_settle",
    ),
    path(
        "participations/<int:participation_id>/documents/<int:owed_id>",
        required_documents.required_open,
        name="required_open",
    ),
    path(
        "participations/<int:participation_id>/documents/<int:owed_id>/hand-in",
        required_documents.required_hand_in,
        name="required_hand_in",
    ),
    path(
        "participations/<int:participation_id>/documents/<int:owed_id>/accept",
        required_documents.required_accept,
        name="required_accept",
    ),
    path(
        "participations/<int:participation_id>/documents/<int:owed_id>/return",
        required_documents.required_return,
        name="required_return",
    ),
    path("programmes/<int:programme_id>/participants", participations.programme_participants, name="participants"),
    path("programmes/<int:programme_id>/participants/fill", participations.programme_fill, name="participants_fill"),
]
