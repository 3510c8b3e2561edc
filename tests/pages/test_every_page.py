"""Every address that answers a GET with a page, in three languages, at three widths, in both themes.

``test_pages…`` look at the states a page may be in; here no page is forgotten. Addresses are found by walking the URL
resolver and filled with things of the reader's own side; who reaches which is told by the permission table.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from landbridge.base.calendar import seed_calendar
from landbridge.base.models import CalendarDay, OutgoingMail
from landbridge.base.sheets_out import write_csv
from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.imports import map_columns, upload_import
from landbridge.directory.models import Organisation
from landbridge.directory.queries.imports import fields_of
from landbridge.meetings.actions import keep_upload, propose
from landbridge.meetings.models import Proposal, SolveRun
from landbridge.people.actions.invitations import invite
from landbridge.people.actions.persons import person_of
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.actions.sweeps import seed_rules
from landbridge.people.models import PrivacyNotice, User
from landbridge.people.wording.retention import KEPT
from tests.directory.buyers import chinese_buyers
from tests.directory.editors import let_edit
from tests.directory.facts import evidence, whole_organisation
from tests.house.foreign import FOREIGN
from tests.house.foreign.of_organisations import an_organisation
from tests.house.routes import FILLING, Route, routes
from tests.house.test_permissions import CELLS
from tests.journeys.browser import PageIn
from tests.meetings.conftest import fair, planned  # noqa: F401 - fixtures
from tests.pages.checks import LANGUAGES, faults_of
from tests.people.people import a_flow, a_look, an_assessment
from tests.people.test_retention import RunJobs

pytestmark = [pytest.mark.journey, pytest.mark.long]

#: What asks for the password once more; the test of the second step looks at it, and at what is behind it.
AGAIN = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
#: What is not there: a second step nobody has set up, a link nobody was sent, a certificate of what is only
#: rehearsed, a clash that nothing is asked about.
NOTHING = {
    *("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes"),
    *("invitation", "erasure_pdf", "meetings:board_clashes"),
}
Things = Callable[[Route], dict[str, Any]]


@pytest.fixture
def things(host_manager: User, planned: Any, run_jobs: RunJobs) -> Things:  # noqa: F811
    """Gives what an address wants: things of the manager's own side, with something of everything on them."""
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
        "wish_id": planned.wishes.first().pk,
        "other_id": planned.wishes.last().pk,
        "company_id": planned.companies.first().pk,
        "interpreter_id": planned.interpreters.first().pk,
    }
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
    special = {f"directory:{name}": {"run_id": upload.pk} for name in ("import_run", "import_columns")}
    # Made first: later something of its name stands on a blacklist.
    special["directory:verification_evidence"] = evidence(host_manager)
    others = an_organisation(host_manager)
    below = {
        "organisation_id": others.pk,
        "contact_id": others.contacts.get().pk,
        "document_id": others.documents.get().pk,
        "editorship_id": others.editorships.get().pk,
    }
    kept: dict[Any, dict[str, Any]] = {}

    def wanted(route: Route) -> dict[str, Any]:
        if route.name.startswith("meetings:"):
            return fairs
        if route.name in special:
            return special[route.name]
        if route.name != "notice" and (set(route.wants) <= set(told) or route.name == "directory:rows"):
            return FILLING | told
        if set(route.wants) <= set(below):
            return below
        if route.name not in FOREIGN:
            return FILLING | told
        make = FOREIGN[route.name]
        alike = (make.__code__, tuple(cell.cell_contents for cell in make.__closure__ or ()))
        if alike not in kept:
            kept[alike] = make(host_manager)
        return kept[alike]

    return wanted


def pages_of(who: str, client: Client, things: Things) -> tuple[list[str], list[str]]:
    """The addresses that show ``who`` a page, and those that hold nothing."""
    found, empty = [], []
    for route in routes():
        if (
            route.name in AGAIN
            or route.name.endswith("_webauthn")
            or "GET" not in CELLS[route.name][who].split()
            or route.name.startswith("api:")
        ):
            continue
        made = things(route)
        filled = {name: made.get(name, FILLING.get(name, 999_999)) for name in route.wants}
        url = reverse(route.name, kwargs=filled)
        answer = client.get(url)
        if answer.status_code == 404 and route.name not in NOTHING:
            empty.append(f"{route.name} {url}")
        elif shows_page(answer):
            found.append(url)
    return found, empty


def shows_page(answer: Any) -> bool:
    """Whether an answer is a whole page: no file, no piece of a page, no way to somewhere else."""
    return answer.status_code == 200 and not answer.streaming and b"<html" in answer.content


def session_of(page: Page) -> Client:
    """A client in the session of a page, where a password was given just now: delicate steps ask for none."""
    client = Client()
    (key,) = [c["value"] for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME]
    session = SessionStore(key)
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = session[SESSION_KEY]
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def look_at(page: Page, urls: list[str], language: str) -> list[str]:
    found = []
    for url in urls:
        page.goto(url)
        if urlsplit(page.url).path != url:
            found.append(f"{url} leads to {page.url}")
        if page.evaluate("document.documentElement.lang.toLowerCase()") != language:
            found.append(f"{url} is in another language")
        found += faults_of(page)
    return found


def hold(found: list[str]) -> None:
    """Fail with every fault, however many."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_manager(page_in: PageIn, language: str, host_manager: User, things: Things) -> None:
    page = page_in(language, user=host_manager)
    urls, empty = pages_of("manager", session_of(page), things)
    assert empty == []
    assert len(urls) > 80
    hold(look_at(page, urls, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_company(
    page_in: PageIn, language: str, host_manager: User, user_of: Callable[..., User], things: Things
) -> None:
    editor = user_of("company")
    for one in Organisation.objects.all():
        let_edit(one, editor, by=host_manager)
    person = person_of(editor)
    assert person is not None
    add_contact(Organisation.objects.earliest("pk"), person, by=host_manager)
    page = page_in(language, user=editor)
    urls, _empty = pages_of("company", session_of(page), things)
    assert len(urls) > 25
    hold(look_at(page, urls, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_somebody_not_signed_in(
    page_in: PageIn, language: str, host_manager: User, things: Things
) -> None:
    invite(by=host_manager, email="judge@test.example", name="왕팡 王芳", role="judge", language=language)
    link = next(word for word in OutgoingMail.objects.latest("pk").body.split() if "/invitations/" in word)
    urls, _empty = pages_of("anonymous", Client(), things)
    assert len(urls) > 5
    page = page_in(language)
    hold(look_at(page, [*urls, link[link.index("/invitations/") :]], language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_second_step(page_in: PageIn, language: str, host_manager: User, things: Things) -> None:
    host_manager.set_password("a long enough password 1")
    host_manager.save()
    TOTP.activate(host_manager, generate_totp_secret())
    RecoveryCodes.activate(host_manager)
    page = page_in(language, user=host_manager)
    found = look_at(page, [reverse(name) for name in AGAIN[:2]], language)
    client = session_of(page)
    steps = [route for route in routes() if route.name.startswith("mfa_") and route.name not in AGAIN]
    urls = [reverse(route.name) for route in steps if not route.wants]
    urls = [url for url in urls if shows_page(client.get(url))]
    assert len(urls) > 5
    found += look_at(page, urls, language)
    # Last: the name of a key is enough for these, and not for what would ask the browser for it.
    key = Authenticator.objects.create(user=host_manager, type="webauthn", data={"name": "사무실 열쇠 办公室"})
    named = [reverse(route.name, kwargs=dict.fromkeys(route.wants, key.pk)) for route in steps if route.wants]
    hold(found + look_at(page, [reverse("mfa_list_webauthn"), *named], language))
