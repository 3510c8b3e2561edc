"""The demonstration's season: a programme of each kind, and something real for every role."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client

from landbridge.agreements.queries.approvals import waiting_for
from landbridge.people.models import Person, Role, Side, User
from landbridge.people.queries.accounts import demo_accounts, demo_address
from landbridge.people.queries.today import piles_for
from landbridge.programmes.models import Application, Assignment, Call, Participation, Programme, Verdict
from landbridge.programmes.queries.applications import own_applications, visible_applications
from landbridge.programmes.queries.programmes import public_calls
from tests.site.links import dead_links


@pytest.fixture
def season(db: None, settings: object) -> None:
    settings.LANDBRIDGE_DEMO = True  # type: ignore[attr-defined]
    call_command("demo", verbosity=0)


def _account(role: str, side: str) -> User:
    return User.objects.get(email=demo_address(role, side))


def test_a_season_is_alive_for_every_role(season: None, client_of: Callable[[User], Client]) -> None:
    # A programme of each kind, at many points of its way; calls before, during and after.
    assert Programme.objects.values("kind").distinct().count() == Programme.objects.count() == 12
    assert len(set(Programme.objects.values_list("state", flat=True))) >= 7
    assert set(Call.objects.values_list("state", flat=True)) == {"draft", "agreeing", "published", "withdrawn"}
    assert Person.objects.count() == 400
    # Applications fit their forms, the rules have judged them, and some are not eligible.
    states = Counter(Application.objects.values_list("state", flat=True))
    assert {
        "draft",
        "eligible",
        "ineligible",
        "scored",
        "selected",
        "reserve",
        "confirmed",
        "completed",
        "settled",
    } <= set(states)
    assert Verdict.objects.filter(outcome="not_met", kind="eligibility").exists()
    assert not Application.objects.exclude(state="draft").filter(versions=None).exists()
    assert Participation.objects.filter(state="offered").exists()
    assert Assignment.objects.filter(state="assigned").exists()
    assert public_calls().exists()
    for side in (Side.HOST, Side.GUEST):
        mine = own_applications(_account(Role.COMPANY, side))
        assert len(set(mine.values_list("state", flat=True))) >= 3
        assert own_applications(_account(Role.TALENT, side)).count() == 1
        assert Assignment.objects.filter(evaluator__user=_account(Role.JUDGE, side)).exists()
        assert waiting_for(_account(Role.APPROVER, side)).exists()
        assert visible_applications(_account(Role.AUDITOR, side)).exists()
    # Everybody's first page opens, and all but those who only look on have something there.
    for account in demo_accounts():
        assert client_of(account).get("/").status_code == 200
        if account.role not in {Role.AUDITOR, Role.PARTNER}:
            assert piles_for(account), account.email
    # Every link that a page shows to one of them leads somewhere, and the walk gets about.
    opened, taken = Counter[str](), set[str]()
    dead = {one.email: dead_links(client_of(one), opened, taken) for one in demo_accounts()}
    assert {who: found for who, found in dead.items() if found} == {}
    for view in ("agreements:agreement", "agreements:approval", "programmes:programme", "programmes:call",
                 "programmes:application", "programmes:sheet", "programmes:participation"):  # fmt: skip
        assert opened[view], view

    # Made again, nothing comes twice.
    before = Application.objects.count(), Programme.objects.count(), Person.objects.count()
    call_command("demo", verbosity=0)
    assert (Application.objects.count(), Programme.objects.count(), Person.objects.count()) == before
