"""The pages of accounts, persons and what the law asks, held to the checks of all pages."""

import pytest

from landbridge.people.actions.invitations import invite
from landbridge.people.actions.persons import person_of
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.actions.requests import ask
from landbridge.people.actions.retention import ask_erasure
from landbridge.people.actions.sweeps import seed_rules
from landbridge.people.actions.tokens import make_token
from landbridge.people.models import User
from tests.conftest import make_user
from tests.journeys.browser import PageIn
from tests.pages.checks import LANGUAGES, check
from tests.people.people import a_flow, a_look, a_person, an_assessment
from tests.people.test_retention import RunJobs, a_hold, a_rehearsal

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_accounts(page_in: PageIn, language: str, host_manager: User) -> None:
    judge = make_user("judge@test.example", role="judge")
    for name, role in (("왕팡 王芳", "interpreter"), ("Maximilian Wolfeschlegelsteinhausenbergerdorff", "partner")):
        invite(by=host_manager, email=f"{role}@test.example", name=name, role=role, language="ko")
    make_token(by=host_manager, name="CRM 고객 관리", scopes=["organisations:read", "persons:read"], days=90)
    paths = ("/people/team/", f"/people/team/{judge.pk}", "/people/team/invitations/", "/account/keys/", "/account/")
    more = ("/account/security/", "/account/security/app/add/", "/people/team/invitations/new", "/invitations/gone")
    check(page_in(language, user=host_manager), (*paths, *more) if language == "ko" else paths[1:4], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_requests(page_in: PageIn, language: str, host_manager: User) -> None:
    seed_notices()
    person = person_of(host_manager)
    assert person is not None
    asked = ask(person, "correction", by=host_manager, text="이름의 한자를 고쳐 주십시오.")
    queue = ("/people/requests/", f"/people/requests/{asked.pk}", "/")
    own = ("/my-data/", "/my-data/requests/new", f"/people/persons/{person.pk}/requests/new")
    check(page_in(language, user=host_manager), (*queue, *own) if language == "ko" else queue, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_retention(page_in: PageIn, language: str, host_manager: User, run_jobs: RunJobs) -> None:
    seed_rules()
    a_hold(host_manager)
    rehearsal, person = a_rehearsal(host_manager), a_person()
    run = ask_erasure(a_rehearsal(host_manager), by=host_manager)
    run_jobs()
    first = ("/people/retention/", f"/people/erasures/{rehearsal.pk}", f"/people/erasures/{run.pk}")
    forms = ("/people/retention/persons", f"/people/persons/{person.pk}/erase", f"/people/persons/{person.pk}/hold")
    lists = ("/people/erasures/", "/people/holds/")
    check(page_in(language, user=host_manager), (*first, *forms, *lists) if language == "ko" else first, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_persons(page_in: PageIn, language: str, host_manager: User, open_border: None) -> None:
    seed_notices()
    person = person_of(host_manager)
    assert person is not None
    a_person("guest", crosses=True)
    paths = ("/people/persons/", f"/people/persons/{person.pk}", f"/people/persons/{person.pk}/edit", "/my-data/")
    more = (f"/people/persons/{person.pk}/consents", "/people/privacy-notices/", "/people/privacy-notices/mail/new")
    check(page_in(language, user=host_manager), paths if language != "ko" else (*paths, *more), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_transfers_and_the_access_log(
    page_in: PageIn, language: str, host_manager: User, open_border: None
) -> None:
    seen = a_person("guest", crosses=True)
    entry = a_look(host_manager, seen, action="export", reason="방문 준비 访问准备")
    flow = a_flow(assessment=an_assessment(title="상담 담당자 연락처 联系人信息"))
    month = f"/people/access/{entry.at:%Y-%m}/"
    more = {
        "en": (),
        "ko": (
            *("/people/privacy/", f"/people/transfers/{flow.pk}", f"/people/transfers/{flow.pk}/edit"),
            *("/people/access/", "/people/assessments/"),
        ),
        "zh-hans": (
            *(f"/people/assessments/{flow.assessment_id}", f"/people/assessments/new?after={flow.assessment_id}"),
            *(f"{month}entries", f"{month}export", f"/people/access/entries/{entry.number}"),
        ),
    }
    check(page_in(language, user=host_manager), ("/people/transfers/", month, *more[language]), language)
