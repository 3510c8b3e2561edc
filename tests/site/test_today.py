"""Today shows what waits, and nothing that does not; the menu leads where one may go."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from unittest import mock

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from landbridge.meetings.models import Company, Fair, Proposal, SolveRun, Wish
from landbridge.people.actions.transfers import count_transfer
from landbridge.people.models import TransferFlow, User
from tests.people.people import a_flow, a_look, a_person, an_assessment


def make_fair(title: str, wishes: int = 1) -> Fair:
    fair = Fair.objects.create(title=title, timezone="Asia/Seoul", date_from="2026-12-12", date_to="2026-12-12")
    Company.objects.create(fair=fair, code="C1", languages="ko", position=1)
    Wish.objects.bulk_create(Wish(fair=fair, code=f"W{n}", position=n) for n in range(wishes))
    return fair


@pytest.fixture
def today(client_of: Callable[[User], Client], host_manager: User) -> Callable[[], str]:
    client = client_of(host_manager)

    def page() -> str:
        return client.get("/").content.decode()

    return page


def test_the_first_day_offers_the_first_steps(today: Callable[[], str]) -> None:
    page = today()
    assert "Take the sample fair" in page
    assert "Upload a workbook" in page


def test_what_waits_is_listed_under_its_name(today: Callable[[], str], host_manager: User) -> None:
    make_fair("Not begun")
    searched, proposed = make_fair("Searched"), make_fair("Proposed")
    SolveRun.objects.create(fair=searched, asked_by=host_manager)
    Proposal.objects.create(fair=proposed, kind="search", plan={}, by=host_manager)
    page = today()
    parts = {title: page.partition(title)[2].partition("</section>")[0] for title in
             ("Searches under way", "Waiting for your decision", "Fairs without a timetable")}  # fmt: skip
    assert "Searched" in parts["Searches under way"]
    assert "Proposed" in parts["Waiting for your decision"]
    assert "Not begun" in parts["Fairs without a timetable"]
    assert "Searched" not in parts["Fairs without a timetable"]


@pytest.mark.parametrize("fairs", [1, 30])
def test_the_number_of_queries_does_not_grow(
    today: Callable[[], str], host_manager: User, django_assert_max_num_queries: DjangoAssertNumQueries, fairs: int
) -> None:
    for number in range(fairs):
        fair = make_fair(f"Fair {number}")
        SolveRun.objects.create(fair=fair, asked_by=host_manager)
        Proposal.objects.create(fair=fair, kind="search", plan={}, by=host_manager)
    with django_assert_max_num_queries(28):
        today()


def test_signed_out_readers_are_led_through_sign_in_and_back(client: Client, db: None) -> None:
    answer = client.get("/style", follow=True)
    assert answer.redirect_chain == [("/sign-in/?next=/style", 302)]
    page = answer.content.decode()
    assert "you will come straight to the page you asked for" in page
    assert re.search(r'name="next"\s+value="/style"', page)


def test_the_menu_marks_where_one_is(client_of: Callable[[User], Client], host_manager: User) -> None:
    page = client_of(host_manager).get("/style").content.decode()
    links = [" ".join(link.split()) for link in re.findall(r"<a\b[^>]*>", page)]
    assert '<a href="/style" aria-current="page" >' in links
    assert '<a href="/" >' in links


def test_what_privacy_asks_of_a_manager(
    today: Callable[[], str], host_manager: User, user_of: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    with mock.patch.object(timezone, "now", return_value=datetime(2026, 3, 5, tzinfo=UTC)):
        a_look(host_manager)
    flow = a_flow(is_sensitive=True, assessment=an_assessment(done_on=date(2020, 1, 5)))
    TransferFlow.objects.update(is_on=True)
    with transaction.atomic():
        count_transfer(flow, [a_person("host").pk])
    page = today()
    assert reverse("access_month", args=["2026-03"]) in page
    assert "Sensitive data crossed" in page
    assert "no longer current" in page
    assert "Sensitive data crossed" not in client_of(user_of("auditor")).get("/").content.decode()
    assert "Sensitive data crossed" not in client_of(user_of("manager", "guest")).get("/").content.decode()
