"""Mistakes that other houses made, by class, and which of our tests each would fail.

``HELD`` names at least one for each of the 26 classes; that they are there is a test, too. Those that belong to no
single part of the house are at the end of this file.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "landbridge").rglob("*.py"))

HELD = {
    "1 a list beyond one's own side": (
        "directory/test_access.py::test_queries_and_predicates_agree",
        "directory/test_api.py::test_a_company_reads_what_is_verified_and_changes_its_own",
        "people/test_canary.py::test_gone_from_there_in_the_same_request",
    ),
    "2 a file by its number alone": (
        "house/test_foreign.py::test_a_thing_of_the_other_side_is_not_there",
        "directory/test_exports.py::test_who_may_no_longer_export_gets_no_file",
    ),
    "3 a handler without a check": (
        "house/test_permissions.py::test_every_view_says_who_may_see_it",
        "house/test_permissions.py::test_every_route_has_its_line",
        "site/test_api.py::test_every_operation_has_a_scope_and_a_permission",
        "site/test_api.py::test_an_operation_that_says_nothing_lets_nobody_in",
    ),
    "4 ids out of the body": (
        "directory/test_api.py::test_what_belongs_to_the_other_side_is_not_there_to_change",
        "house/test_foreign.py::test_a_thing_of_the_other_side_is_not_there",
    ),
    "5 search tells what pages do not": (
        "people/test_canary.py::test_gone_from_there_in_the_same_request",
        "directory/test_list.py::test_confidential_figures_are_not_told_by_a_filter",
        "directory/test_list.py::test_companies_find_what_they_may_see",
    ),
    "6 a document of anybody's": (
        "house/test_foreign.py::test_a_thing_of_the_other_side_is_not_there",
        "programmes/screening/test_across.py::test_files_follow_the_rule_of_answers",
    ),
    "7 an old API without the new check": (
        "site/test_api.py::test_every_operation_has_a_scope_and_a_permission",
        "house/test_permissions.py::test_who_reaches_it",
    ),
    "8 everybody by counting": (
        "site/test_api.py::test_too_much_at_once_is_told",
        "site/test_api.py::test_a_key_opens_what_its_scopes_say_and_no_more",
    ),
    "9 a key that opens more than it says": (
        "site/test_api.py::test_a_key_opens_what_its_scopes_say_and_no_more",
        "site/test_api.py::test_a_key_acts_in_the_role_it_was_made_in",
        "people/test_tokens.py::test_a_key_keeps_the_role_it_was_made_in",
    ),
    "10 scripts in texts": (
        "directory/test_list.py::test_hostile_names_are_words_everywhere",
        "people/test_hardening.py::test_markup_stays_text_on_every_page_of_accounts",
        "people/test_invitations.py::test_hostile_names_stay_text",
        "programmes/test_hostile.py::test_nothing_acts_on_any_page",
        "programmes/test_hostile.py::test_nothing_acts_for_those_who_apply_and_judge",
    ),
    "11 scripts in files": (
        "base/test_documents.py::test_a_hostile_file_is_refused_in_words",
        "base/test_documents.py::test_a_document_is_kept_under_its_digest_and_given_out_as_a_file_only",
    ),
    "12 mail by placeholders": (
        "people/test_notices.py::test_no_name_breaks_a_notice",
        "people/test_notices.py::test_what_is_filled_in_is_not_looked_through_again",
        "programmes/test_hostile.py::test_no_name_makes_a_second_header_or_a_link_of_a_notice",
    ),
    "13 requests to where a user says": (
        "house/test_bug_classes.py::test_nothing_asks_another_server",
        "base/test_documents.py::test_paper_is_drawn_in_a_language_and_nothing_is_fetched",
    ),
    "14 redirects elsewhere": (
        "people/test_hardening.py::test_no_next_leads_elsewhere",
        "people/test_sign_in.py::test_no_form_leads_elsewhere",
    ),
    "15 formulas in files": (
        "directory/test_exports.py::test_no_cell_starts_a_formula",
        "programmes/test_hostile.py::test_no_cell_of_applications_starts_a_formula",
    ),
    "16 templates out of texts": ("house/test_bug_classes.py::test_no_text_becomes_a_template",),
    "17 bombs": ("base/test_documents.py::test_a_hostile_file_is_refused_in_words",),
    "18 fields out of addresses": ("directory/test_list.py::test_only_known_fields_sort_and_narrow",),
    "19 too much to read": (
        "house/test_bug_classes.py::test_what_is_too_large_is_not_read",
        "house/test_bug_classes.py::test_the_framework_is_recent",
        "site/test_api.py::test_too_much_at_once_is_told",
    ),
    "20 limits passed by a header": (
        "people/test_sign_in.py::test_a_forged_address_does_not_escape_the_limit",
        "people/test_hardening.py::test_behind_one_proxy_only_its_own_word_counts",
    ),
    "21 who has an account": (
        "people/test_sign_in.py::test_a_wrong_password_and_an_unknown_address_are_answered_alike",
        "people/test_hardening.py::test_an_unknown_address_takes_as_much_work",
    ),
    "22 another's page out of a cache": (
        "people/test_hardening.py::test_no_answer_to_somebody_signed_in_may_be_kept",
        "site/test_api.py::test_nothing_is_kept_on_the_way",
    ),
    "23 an invitation of somebody else": (
        "people/test_invitations.py::test_a_link_works_once",
        "people/test_invitations.py::test_an_invitation_is_of_no_use_to_somebody_else",
    ),
    "24 dangerous grants": ("people/test_hardening.py::test_the_doctor_tells_of_dangerous_grants",),
    "25 others' things in forms": (
        "directory/test_list.py::test_picking_one",
        "house/test_foreign.py::test_a_thing_of_the_other_side_is_not_there",
    ),
    "26 races": (
        "directory/test_concurrency.py::test_no_word_is_lost",
        "directory/test_concurrency.py::test_without_the_version_words_are_lost",
        "directory/test_imports.py::test_an_import_killed_at_any_boundary_ends_the_same",
    ),
}


def test_every_class_has_a_test_that_is_there() -> None:
    assert [int(name.split()[0]) for name in HELD] == list(range(1, 27))
    for name in {test for tests in HELD.values() for test in tests}:
        file, _, test = name.partition("::")
        assert f"def {test}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), name


#: A way to another server, and a way to make a template of a text.
OUTWARD = re.compile(r"\b(urllib\.request|urlopen|http\.client|import (requests|httpx|aiohttp)|create_connection)\b")
FROM_TEXT = re.compile(r"\b(jinja2|from_string|Template\((?!\w*Name)|engines\[|eval\(|exec\()")


def test_nothing_asks_another_server() -> None:
    """No address that somebody typed can be fetched: only mail goes out, and texts to an encoder that is a server.

    Which servers those are says the environment; the page of the index offers names, and takes no address.
    """
    found = [path for path in SOURCES if OUTWARD.search(path.read_text(encoding="utf-8"))]
    assert [str(path) for path in found if path.parts[-3:] != ("matching", "encoders", "remote.py")] == []


def test_no_text_becomes_a_template() -> None:
    """Staff word notices with named places that are filled in, not with a language that runs."""
    found = [
        f"{path.name}: {hit[0]}" for path in SOURCES if (hit := FROM_TEXT.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_the_two_searches_find_what_they_seek() -> None:
    assert OUTWARD.search("import requests")
    assert OUTWARD.search("from urllib.request import urlopen")
    assert FROM_TEXT.search("engines['django'].from_string(text)")
    assert FROM_TEXT.search("Template(text).render(context)")


def test_the_framework_is_recent() -> None:
    """Older ones are slow on certain headers and numbers (CVE-2025-14550, CVE-2026-1285)."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    version = next(one["version"] for one in lock["package"] if one["name"] == "django")
    assert tuple(int(part) for part in version.split(".")) >= (5, 2, 8)


@pytest.mark.django_db
def test_what_is_too_large_is_not_read(client: Client) -> None:
    fields = "&".join(f"f{number}=1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    for body in (fields, "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)):
        answer = client.post("/sign-in/", body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in {400, 413}
    assert client.get("/sign-in/", {"next": "/" + "9" * 60_000}).status_code == 200
