"""The main menu: what waits where, and what it costs to say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from landbridge.people.models import Notice, User
from landbridge.site.menu import Link, menu
from tests.agreements.approving import a_document, an_office, asked, full


def links_of(user: User) -> list[Link]:
    request = RequestFactory().get("/")
    request.user = user
    return list(menu(request)["menu"])


def counts_of(user: User) -> dict[str, int]:
    return {link.href: link.count for link in links_of(user) if link.count}


def told(user: User, number: int) -> Notice:
    return Notice.objects.create(
        receiver=user, code="x", language="en", subject="Told", body="Told", key=f"{user.pk}-{number}"
    )


def test_what_waits_is_counted_where_it_waits(host_manager: User) -> None:
    office = an_office()
    for number in range(3):
        told(office.reviewer, number)
    told(host_manager, 1)
    for name in ("Agency", "Foundation"):
        asked(office, full(office), a_document(name_en=name))
    Notice.objects.exclude(code="x").delete()  # they are also told that something waits
    assert counts_of(office.reviewer) == {"/inbox/": 3, "/approvals/": 2}
    assert counts_of(host_manager) == {"/inbox/": 1}


@pytest.mark.parametrize("role", ["manager", "approver", "company", "judge", "talent", "auditor"])
def test_all_it_counts_is_one_question_and_for_whom_they_stand_in_another(
    role: str, user_of: Callable[..., User]
) -> None:
    user = user_of(role)
    with CaptureQueriesContext(connection) as asked_for:
        assert links_of(user)
    decides = role in {"manager", "approver"}
    assert len(asked_for) == 1 + decides
