"""The pages of those who evaluate and of those who run a screening, held to the checks of all pages.

Every page in its states: empty, filled, marks refused, saved elsewhere, submitted, waiting, ready, decided, announced.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from landbridge.people.models import User
from landbridge.programmes.actions.selections import announce
from landbridge.programmes.models import Assignment, ScoreSheet
from tests.journeys.browser import PageIn
from tests.pages.checks import LANGUAGES, check, faults_of
from tests.programmes.screening.facts import a_closed_call, a_judge, an_evaluator, approved
from tests.programmes.screening.under_way import a_screening, only_what_is_in

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_screening(page_in: PageIn, language: str, host_manager: User, user_of: Callable[..., User]) -> None:
    page = page_in(language, user=host_manager)
    if language == "en":
        check(page, ("/screening/calls/",), language)  # nothing is published yet
    call, staff = a_screening()
    empty = a_closed_call()
    one = f"/screening/calls/{call.pk}"
    held = call.applications.get(number=5)
    paths = {
        "en": (f"/screening/applications/{held.pk}", f"/screening/calls/{empty.pk}/ranking"),
        "ko": ("/screening/calls/", f"/screening/evaluators/{staff[0].pk}"),
        "zh-hans": (f"/screening/calls/{empty.pk}",),
    }[language]
    check(page, (one, f"{one}/ranking", *paths), language)
    only_what_is_in(call)
    selection = approved(call, host_manager, user_of("approver"))
    decided = f"/screening/selections/{selection.pk}"
    if language == "zh-hans":
        announce(selection, by=host_manager)
    check(page, {"en": (), "ko": (decided, f"{one}/ranking"), "zh-hans": (decided,)}[language], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_an_evaluator(page_in: PageIn, language: str) -> None:
    judges = tuple(a_judge(f"judge{number}", language=language) for number in range(3))
    page = page_in(language, user=judges[0])
    if language == "zh-hans":
        check(page, ("/screening/",), language)  # evaluates nothing yet
    call, _staff = a_screening(judges=judges)
    mine = Assignment.objects.filter(evaluator__user=judges[0])
    draft, submitted = mine.get(application__number=3), mine.get(application__number=6)
    paths = {
        "en": (f"/screening/declare/{call.pk}", f"/screening/sheets/{submitted.pk}"),
        "ko": ("/screening/",),
        "zh-hans": ("/screening/", f"/screening/sheets/{draft.pk}"),
    }[language]
    check(page, paths, language)
    found = refused(page, draft) if language == "ko" else saved_elsewhere(page, draft)
    assert found == [], "\n".join(found)
    if language == "en":
        nothing = an_evaluator(a_closed_call(), judges[0])
        check(page, ("/screening/", f"/screening/declare/{nothing.call_id}"), language)


def refused(page: Page, draft: Assignment) -> list[str]:
    """A mark that cannot be given, and one that is missing."""
    page.goto(f"/screening/sheets/{draft.pk}")
    page.fill("[name=mark_team]", "8.3")
    page.locator("button[name=submit]").click()
    page.locator("#confirm[open] button[value=yes]").click()
    expect(page.locator("form[data-marks] .error")).to_have_count(2)
    return faults_of(page)


def saved_elsewhere(page: Page, draft: Assignment) -> list[str]:
    """Another window saved the sheet first."""
    page.goto(f"/screening/sheets/{draft.pk}")
    page.fill("[name=mark_market]", "9")
    sheet = ScoreSheet.objects.get(assignment=draft)
    sheet.marks, sheet.version = {"team": "5", "market": "3"}, sheet.version + 1
    sheet.save()
    page.locator("button[name=save]").click()
    expect(page.locator(".notice.warn li")).not_to_have_count(0)
    expect(page.locator("[name=mark_market]")).to_have_value("9")
    return faults_of(page)
