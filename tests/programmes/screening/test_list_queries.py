"""What evaluators, approvers and readers of a selection see asks the database as often for many rows as for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from landbridge.agreements.actions.approvals import ask_approval
from landbridge.people.models import User
from landbridge.programmes.models import SelectionRow
from tests.agreements.approving import Duty, a_document, an_office, with_kind
from tests.programmes.rows import a_firm, a_selection
from tests.programmes.screening.facts import a_closed_call, a_judge, an_eligible, given

MOST = 25
ClientOf = Callable[[User], Client]


def costs_the_same(client: Client, address: str, add: Callable[[int], object]) -> None:
    """Ask for a page with one row and with thirty; what is found out once and kept is found out before."""
    counts, pages = [], []
    for first, last in ((0, 1), (1, 30)):
        for number in range(first, last):
            add(number)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200, address
        counts.append(len(captured))
        pages.append(answer.content)
    assert pages[0] != pages[1], "the rows are not shown, so nothing is counted"
    one, thirty = counts
    assert thirty == one <= MOST


@pytest.mark.django_db
def test_an_evaluators_list(client_of: ClientOf) -> None:
    call, judge = a_closed_call(), a_judge()
    costs_the_same(
        client_of(judge),
        "/screening/",
        lambda number: given(an_eligible(call, a_firm(name=f"Listed {number}")), judge),
    )


@pytest.mark.django_db
def test_a_selection(client_of: ClientOf, host_manager: User) -> None:
    call = a_closed_call()
    selection = a_selection(call, [])

    def rank(number: int) -> None:
        application = an_eligible(call, a_firm(name=f"Listed {number}"))
        SelectionRow.objects.create(selection=selection, application=application, rank=number + 1, result="reserve")

    costs_the_same(client_of(host_manager), f"/screening/selections/{selection.pk}", rank)


@pytest.mark.django_db
def test_what_waits_for_an_approver(client_of: ClientOf) -> None:
    kind, office = with_kind(), an_office()

    def ask(number: int) -> None:
        document = a_document(name_en=f"Listed {number}")
        ask_approval(kind.code, document, by=office.drafter, side="host", steps=[(Duty.DECIDE, office.chief)])

    costs_the_same(client_of(office.chief), "/approvals/", ask)
