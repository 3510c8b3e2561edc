"""One of everything that has a page, for the walk through them: what an address wants, by its route and by who asks."""

from __future__ import annotations

from typing import Any, Protocol

import pytest

from landbridge.base.calendar import seed_calendar
from landbridge.base.models import CalendarDay
from landbridge.base.sheets_out import write_csv
from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.imports import map_columns, upload_import
from landbridge.directory.models import Organisation, SavedView
from landbridge.directory.queries.imports import fields_of
from landbridge.meetings.actions import import_fair, keep_upload, propose
from landbridge.meetings.models import Proposal, SolveRun
from landbridge.people.actions.persons import person_of
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.actions.sweeps import seed_rules
from landbridge.people.models import PrivacyNotice, Role, User
from landbridge.people.wording.retention import KEPT
from tests.directory.buyers import chinese_buyers
from tests.directory.editors import let_edit
from tests.directory.facts import evidence, whole_organisation
from tests.house.foreign import FOREIGN
from tests.house.foreign.of_organisations import an_organisation
from tests.house.others import Places
from tests.house.routes import FILLING, Route
from tests.meetings.books import small_book
from tests.pages.things_of_matching import of_account, of_terms
from tests.pages.things_of_work import OF_OTHERS, of_manager
from tests.pages.walk import Things
from tests.people.people import a_flow, a_look, an_assessment
from tests.people.test_retention import RunJobs


class ThingsOf(Protocol):
    """What the fixture things_of gives."""

    def __call__(self, user: User) -> Things: ...


@pytest.fixture
def things(host_manager: User, planned: Any, run_jobs: RunJobs) -> Things:
    """Gives what an address wants: things of the manager's own side, with something of everything on them."""
    _with_password(host_manager)
    seed_notices()
    seed_rules()
    seed_calendar([2026])
    one = whole_organisation(host_manager)
    person = one.contacts.get().person
    assert person_of(host_manager) is not None
    look = a_look(host_manager, person, reason="방문 준비 访问准备")
    upload = upload_import(write_csv(chinese_buyers(3)), "2026 采购商 바이어 명단.csv", by=host_manager)
    run_jobs()
    map_columns(upload, fields_of(upload), by=host_manager)
    run_jobs()
    fairs = {
        "fair_id": planned.pk,
        "run_id": SolveRun.objects.create(fair=planned, asked_by=host_manager).pk,
        "proposal_id": propose(planned, {}, by=host_manager, kind=Proposal.Kind.SEARCH, unmet=[]).pk,
        "upload_id": keep_upload(b"x", "상담회 洽谈会.xlsx", by=host_manager).pk,
        "wish_id": planned.wishes.get(code="W-1").pk,
        "other_id": planned.wishes.get(code="W-4").pk,
        "company_id": planned.companies.first().pk,
        "interpreter_id": planned.interpreters.first().pk,
    }
    unsearched = import_fair(small_book(), by=host_manager)
    told: dict[str, Any] = {
        "organisation_id": one.pk,
        "person_id": person.pk,
        "number": look.number,
        "month": f"{look.at:%Y-%m}",
        "day_id": CalendarDay.objects.filter(country="KR").latest("day").pk,
        "notice_id": PrivacyNotice.objects.latest("pk").pk,
        "user_id": host_manager.pk,
        "flow_id": a_flow(assessment=an_assessment(title="상담 담당자 연락처 联系人信息")).pk,
        "kind": next(iter(KEPT)),
    }
    special: Places = {f"directory:{name}": {"run_id": upload.pk} for name in ("import_run", "import_columns")}
    # Made first: later something of its name stands on a blacklist.
    special["directory:verification_evidence"] = evidence(host_manager)
    others = an_organisation(host_manager)
    below = {
        "organisation_id": others.pk,
        "contact_id": others.contacts.get().pk,
        "document_id": others.documents.get().pk,
        "editorship_id": others.editorships.get().pk,
    }
    special["meetings:solve"] = {"fair_id": unsearched.pk}
    direct = of_manager(host_manager) | of_terms(host_manager) | of_account(host_manager) | special
    kept: dict[Any, dict[str, Any]] = {}

    def made(route: Route) -> dict[str, Any]:
        """What is private of the manager's side; made once for addresses that want the same."""
        make = FOREIGN[route.name]
        alike = (make.__code__, tuple(cell.cell_contents for cell in make.__closure__ or ()))
        if alike not in kept:
            kept[alike] = make(host_manager)
        return kept[alike]

    def wanted(route: Route) -> dict[str, Any]:
        if route.name in direct:
            return direct[route.name]
        if route.name.startswith("meetings:"):
            return fairs
        if route.name != "notice" and (set(route.wants) <= set(told) or route.name == "directory:rows"):
            return FILLING | told
        if set(route.wants) <= set(below):
            return below
        return made(route) if route.name in FOREIGN else FILLING | told

    return wanted


@pytest.fixture
def things_of(things: Things, host_manager: User) -> ThingsOf:
    """Gives an account what it has itself, where the manager's things are nothing to it."""

    def for_account(user: User) -> Things:
        own: Places = OF_OTHERS[Role(user.role)](user) if user.role in OF_OTHERS else {}
        _with_password(user)
        own = own | of_account(user)
        person = person_of(user)
        if user.role == Role.COMPANY:
            for one in Organisation.objects.filter(side=user.side):
                if not one.editorships.filter(invitation__accepted_by=user, ended_at=None).exists():
                    let_edit(one, user, by=host_manager)
            assert person is not None
            add_contact(Organisation.objects.earliest("pk"), person, by=host_manager)
        if user.role in (Role.COMPANY, Role.AUDITOR):
            view = SavedView.objects.create(user=user, name="내 명단 我的名单")
            own["directory:view_edit"] = {"view_id": view.pk}
        if user.role == Role.AUDITOR:
            own["directory:export_run"] = FOREIGN["directory:export_run"](user)
        own["notice"] = FOREIGN["notice"](user)
        return lambda route: own[route.name] if route.name in own else things(route)

    return for_account


def _with_password(user: User) -> None:
    """Let somebody have a password, which can be changed."""
    user.set_password("a long enough password 1")
    user.save()
