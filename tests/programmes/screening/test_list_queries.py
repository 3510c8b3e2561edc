"""What evaluators, approvers and readers of a selection see asks the database as often for many rows as for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from landbridge.agreements.actions.approvals import ask_approval
from landbridge.people.models import User
from landbridge.programmes.models import Call, SelectionRow
from tests.agreements.approving import Duty, a_document, an_office, with_kind
from tests.programmes.rows import a_firm, a_selection
from tests.programmes.screening.facts import a_closed_call, a_judge, an_eligible, given

MOST = 25
ClientOf = Callable[[User], Client]


def asked(client: Client, address: str) -> tuple[int, bytes]:
    """How often the database is asked for a page, and the page; what is found out once is found out before."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(captured), answer.content


def applied(call: Call, number: int) -> int:
    return an_eligible(call, a_firm(name=f"Listed {number}")).pk


@pytest.mark.django_db
def test_an_evaluators_list(client_of: ClientOf) -> None:
    call, judge = a_closed_call(), a_judge()
    given(an_eligible(call, a_firm(name="Listed 0")), judge)
    one, page = asked(client_of(judge), "/screening/")
    for number in range(1, 30):
        given(an_eligible(call, a_firm(name=f"Listed {number}")), judge)
    thirty, longer = asked(client_of(judge), "/screening/")
    assert page != longer
    assert thirty == one <= MOST


@pytest.mark.django_db
def test_a_selection(client_of: ClientOf, host_manager: User) -> None:
    call = a_closed_call()
    selection = a_selection(call, [an_eligible(call, a_firm(name="Listed 0"))])
    address = f"/screening/selections/{selection.pk}"
    one, page = asked(client_of(host_manager), address)
    for number in range(1, 30):
        SelectionRow.objects.create(
            selection=selection, application_id=applied(call, number), rank=number + 1, result="reserve"
        )
    thirty, longer = asked(client_of(host_manager), address)
    assert page != longer
    assert thirty == one <= MOST


@pytest.mark.django_db
def test_what_waits_for_an_approver(client_of: ClientOf) -> None:
    kind, office = with_kind(), an_office()

    def ask(number: int) -> None:
        document = a_document(name_en=f"Listed {number}")
        ask_approval(kind.code, document, by=office.drafter, side="host", steps=[(Duty.DECIDE, office.chief)])

    ask(0)
    one, page = asked(client_of(office.chief), "/approvals/")
    for number in range(1, 30):
        ask(number)
    thirty, longer = asked(client_of(office.chief), "/approvals/")
    assert page != longer
    assert thirty == one <= MOST
