"""The fair's pages in a real browser: three languages, three widths, both themes; no fault of access, width or line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from landbridge.meetings.actions import (
    ask_solve,
    finish_run,
    import_fair,
    keep_upload,
    propose,
    refuse_upload,
    save_plan,
)
from landbridge.meetings.models import Fair, Proposal, SolveRun
from landbridge.meetings.planning import explained, level_json, mend, scored
from landbridge.meetings.queries import fair_problem
from landbridge.meetings.workbook.reading import read_fair
from landbridge.meetings.workbook.writing import write_fair
from landbridge.people.models import User
from tests.journeys.browser import PageIn
from tests.meetings.books import small_book
from tests.meetings.conftest import PLAN
from tests.pages.checks import LANGUAGES, check

pytestmark = pytest.mark.journey


@pytest.fixture
def addresses(host_manager: User) -> tuple[str, ...]:
    """Every page of the wing but the board's, each with something on it."""
    fair = import_fair(small_book("한중 자동차 부품 수출상담회 汽车零部件洽谈会"), by=host_manager)
    problem = fair_problem(fair)
    save_plan(fair, PLAN, by=host_manager, unmet=explained(problem, PLAN))
    absences = {"companies": {"K1": ["S9", "S10"]}}
    found = mend(fair, absences, now="S9")
    repair = propose(fair, found.plan, by=host_manager, kind=Proposal.Kind.REPAIR, unmet=found.unmet, absences=absences)
    levels = [level_json(level) for level in scored(problem, PLAN)]
    done = finish_run(
        ask_solve(fair, by=host_manager, seconds=5),
        PLAN,
        began_at=0,
        unmet=[],
        levels=levels,
        status="feasible",
        reproducible=False,
        elapsed=5.0,
    )
    broken = SolveRun.objects.create(fair=fair, state=SolveRun.State.FAILED, status="infeasible", error="W-1 W-2")
    empty = import_fair(small_book("Spring talks"), by=host_manager)
    running = ask_solve(empty, by=host_manager, seconds=60)
    SolveRun.objects.filter(pk=running.pk).update(state="running", phase="annealing", elapsed=3, levels=levels)
    book = small_book()
    content = write_fair(replace(book, wishes=(*book.wishes, replace(book.wishes[0], companies=("C1", "X9")))), "ko")
    upload = keep_upload(content, "상담회 洽谈会 fair.xlsx", by=host_manager)
    refuse_upload(upload, faults=[fault.to_json() for fault in read_fair(content)[1]])
    unbegun = import_fair(small_book("Summer talks"), by=host_manager)
    pages: list[tuple[str, tuple[int, ...]]] = [
        (name, (fair.pk,)) for name in ("fair", "settings", "delete", "unmet", "delay", "people", "solve")
    ]
    pages += [("search", (run.fair_id, run.pk)) for run in (done, broken, running)]
    pages += [("proposal", (fair.pk, repair.pk)), ("fair", (unbegun.pk,)), ("uploaded", (upload.pk,))]
    return (reverse("meetings:fairs"), reverse("meetings:upload"), *(_address(*page) for page in pages))


def _address(name: str, numbers: tuple[int, ...]) -> str:
    return reverse(f"meetings:{name}", args=numbers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_fair(page_in: PageIn, language: str, host_manager: User, addresses: tuple[str, ...]) -> None:
    check(page_in(language, user=host_manager), addresses, language)


def test_an_empty_list(page_in: PageIn, host_manager: User) -> None:
    assert not Fair.objects.exists()
    check(page_in("ko", user=host_manager), (reverse("meetings:fairs"),), "ko")
