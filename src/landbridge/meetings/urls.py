"""Addresses of the meetings wing, below ``/fairs/``."""

from __future__ import annotations

from django.urls import path

from landbridge.meetings.views import (
    board,
    board_changes,
    downloads,
    fairs,
    people,
    proposals,
    searches,
    sheets,
    unmet,
    uploads,
)

app_name = "meetings"
urlpatterns = [
    path("", fairs.fair_list, name="fairs"),
    path("new", uploads.new_fair, name="upload"),
    path("sample", uploads.new_sample, name="sample"),
    path("template.xlsx", uploads.template_file, name="template"),
    path("uploads/<int:upload_id>", uploads.upload_page, name="uploaded"),
    path("uploads/<int:upload_id>/file", uploads.upload_file, name="upload_file"),
    path("<int:fair_id>", fairs.fair_page, name="fair"),
    path("<int:fair_id>/settings", fairs.fair_settings, name="settings"),
    path("<int:fair_id>/delete", fairs.fair_delete, name="delete"),
    path("<int:fair_id>/solve", searches.solve, name="solve"),
    path("<int:fair_id>/searches/<int:run_id>", searches.search_page, name="search"),
    path("<int:fair_id>/searches/<int:run_id>/stop", searches.search_stop, name="search_stop"),
    path("<int:fair_id>/board", board.board, name="board"),
    path("<int:fair_id>/board/version", board.board_version, name="board_version"),
    path("<int:fair_id>/board/clashes", board.board_clashes, name="board_clashes"),
    path("<int:fair_id>/board/undo", board_changes.board_undo, name="board_undo"),
    path("<int:fair_id>/board/<int:wish_id>", board_changes.board_wish, name="board_wish"),
    path("<int:fair_id>/board/<int:wish_id>/lock", board_changes.board_lock, name="board_lock"),
    path("<int:fair_id>/board/<int:wish_id>/remove", board_changes.board_remove, name="board_remove"),
    path("<int:fair_id>/board/<int:wish_id>/swap/<int:other_id>", board_changes.board_swap, name="board_swap"),
    path("<int:fair_id>/sheets/<slug:noun>", sheets.sheets_page, name="sheets"),
    path("<int:fair_id>/sheets/<slug:noun>.pdf", sheets.sheets_file, name="sheets_file"),
    path("<int:fair_id>/unmet", unmet.unmet_page, name="unmet"),
    path("<int:fair_id>/people", people.people, name="people"),
    path("<int:fair_id>/delay", proposals.delay, name="delay"),
    path("<int:fair_id>/proposals/<int:proposal_id>", proposals.proposal_page, name="proposal"),
    path("<int:fair_id>/proposals/<int:proposal_id>/accept", proposals.proposal_accept, name="proposal_accept"),
    path("<int:fair_id>/proposals/<int:proposal_id>/discard", proposals.proposal_discard, name="proposal_discard"),
    path("<int:fair_id>/timetable.xlsx", downloads.timetable_file, name="workbook"),
    path("<int:fair_id>/original", downloads.original_file, name="original"),
    path("<int:fair_id>/calendar.ics", downloads.fair_calendar, name="calendar"),
    path("<int:fair_id>/companies/<int:company_id>.ics", downloads.company_calendar, name="company_calendar"),
    path(
        "<int:fair_id>/interpreters/<int:interpreter_id>.ics",
        downloads.interpreter_calendar,
        name="interpreter_calendar",
    ),
]
