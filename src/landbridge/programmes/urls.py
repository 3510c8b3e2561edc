"""Addresses of programmes."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from landbridge.programmes.views import (
    application_files,
    applications,
    applying,
    calls,
    form_building,
    kinds,
    marking,
    participations,
    programmes,
    public,
    required_documents,
    rules,
    screening,
    selections,
    texts,
    verdicts,
)

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

# forms, applying, and what was applied
urlpatterns += [
    path("calls/<int:call_id>/form", form_building.form_page, name="form"),
    path("calls/<int:call_id>/form/edit", form_building.form_edit, name="form_edit"),
    path("calls/<slug:slug>/apply", applying.apply, name="apply"),
    path("applications/", applications.application_list, name="applications"),
    path("applications/export", application_files.applications_export, name="applications_export"),
    path("applications/<int:application_id>", applications.application_page, name="application"),
    path("applications/<int:application_id>/edit", applying.application_edit, name="application_edit"),
    path("applications/<int:application_id>/draft", applying.application_draft, name="application_draft"),
    path("applications/<int:application_id>/review", applying.application_review, name="application_review"),
    path("applications/<int:application_id>/withdraw", applications.application_withdraw, name="application_withdraw"),
    path("applications/<int:application_id>/files/<int:file_id>", application_files.file_open, name="application_file"),
    path(
        "applications/<int:application_id>/versions/<int:number>",
        applications.application_version,
        name="application_version",
    ),
    path(
        "applications/<int:application_id>/versions/<int:number>/receipt.pdf",
        application_files.receipt,
        name="application_receipt",
    ),
]

# kinds, programmes, calls
urlpatterns += [
    path("programmes/", programmes.programme_list, name="programmes"),
    path("programmes/new", programmes.programme_new, name="programme_new"),
    path("programmes/calendar", public.season, name="season"),
    path("programmes/calendar.ics", public.season_ics, name="season_ics"),
    path("programmes/kinds/", kinds.kind_list, name="kinds"),
    path("programmes/kinds/new", kinds.kind_new, name="kind_new"),
    path("programmes/kinds/<slug:kind_code>", kinds.kind_page, name="kind"),
    path("programmes/kinds/<slug:kind_code>/offer", kinds.kind_offer, name="kind_offer"),
    path("programmes/<int:programme_id>", programmes.programme_page, name="programme"),
    path("programmes/<int:programme_id>/edit", programmes.programme_edit, name="programme_edit"),
    path("programmes/<int:programme_id>/move", programmes.programme_move, name="programme_move"),
    path("programmes/<int:programme_id>/cancel", programmes.programme_cancel, name="programme_cancel"),
    path("programmes/<int:programme_id>/call/new", calls.call_new, name="call_new"),
    path("programmes/<int:programme_id>/call/edit", calls.call_edit, name="call_edit"),
    path("programmes/<int:programme_id>/call/rubric", calls.call_rubric, name="call_rubric"),
    path("programmes/<int:programme_id>/call/preview", calls.call_preview, name="call_preview"),
    path("programmes/<int:programme_id>/call/send", calls.call_send, name="call_send"),
    path("programmes/<int:programme_id>/call/publish", calls.call_publish, name="call_publish"),
    path("programmes/<int:programme_id>/call/withdraw", calls.call_withdraw, name="call_withdraw"),
    path("programmes/<int:programme_id>/call/texts", texts.call_texts, name="call_texts"),
    path("programmes/<int:programme_id>/call/texts/<slug:language>", texts.text_save, name="text_save"),
    path("programmes/<int:programme_id>/call/texts/<slug:language>/draft", texts.text_draft, name="text_draft"),
    path("programmes/<int:programme_id>/call/texts/<slug:language>/approve", texts.text_approve, name="text_approve"),
    path("calls/", public.public_list, name="calls"),
    path("calls/<slug:slug>", public.public_call, name="call"),
]

# screening: the evaluator's pages, then the staff's
urlpatterns += [
    path("screening/", marking.marking, name="marking"),
    path("screening/sheets/<int:assignment_id>", marking.sheet, name="sheet"),
    path("screening/sheets/<int:assignment_id>/files/<int:file_id>", marking.sheet_file, name="sheet_file"),
    path("screening/declare/<int:call_id>", marking.declare, name="declare"),
    path("screening/calls/", screening.screening_calls, name="screening_calls"),
    path("screening/calls/<int:call_id>", screening.screening_call, name="screening_call"),
    path("screening/calls/<int:call_id>/evaluators", screening.evaluator_invite, name="evaluator_invite"),
    path("screening/calls/<int:call_id>/assign", screening.assign_all, name="assign_all"),
    path("screening/calls/<int:call_id>/ranking", selections.ranking, name="ranking"),
    path("screening/calls/<int:call_id>/propose", selections.selection_propose, name="selection_propose"),
    path("screening/evaluators/<int:evaluator_id>", screening.evaluator, name="evaluator"),
    path("screening/evaluators/<int:evaluator_id>/end", screening.evaluator_end, name="evaluator_end"),
    path("screening/evaluators/<int:evaluator_id>/ties/<int:tie_id>/end", screening.tie_end, name="tie_end"),
    path("screening/applications/<int:application_id>", screening.screened_application, name="screened_application"),
    path(
        "screening/assignments/<int:assignment_id>/take-back",
        screening.assignment_take_back,
        name="assignment_take_back",
    ),
    path("screening/selections/<int:selection_id>", selections.selection, name="selection"),
    path("screening/selections/<int:selection_id>/announce", selections.selection_announce, name="selection_announce"),
    path("screening/selections/<int:selection_id>/ranking.xlsx", selections.ranking_workbook, name="ranking_workbook"),
]

# rules and verdicts
urlpatterns += [
    path("calls/<int:call_id>/rules", rules.call_rules, name="call_rules"),
    path("calls/<int:call_id>/rules/new", rules.rule_new, name="rule_new"),
    path("calls/<int:call_id>/rules/cap", rules.rule_cap, name="rule_cap"),
    path("calls/<int:call_id>/rules/judge", rules.rules_judge, name="rules_judge"),
    path("calls/<int:call_id>/rules/of/<slug:rule>", rules.rule_edit, name="rule_edit"),
    path("calls/<int:call_id>/rules/of/<slug:rule>/remove", rules.rule_remove, name="rule_remove"),
    path("applications/<int:application_id>/verdicts", verdicts.verdicts, name="verdicts"),
    path("applications/<int:application_id>/verdicts/<int:verdict_id>", verdicts.verdict_decide, name="verdict_decide"),
]
