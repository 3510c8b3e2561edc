"""Who must not judge whom, one reason at a time, and how evaluators are told apart from those who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from landbridge.directory.models import Contact, Editorship, Organisation
from landbridge.people.actions.consents import give_consent
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.models import Grant, Person, Purpose, Role, User
from landbridge.programmes.actions.evaluators import invite_evaluator
from landbridge.programmes.models import EmployerTie
from landbridge.programmes.queries.conflicts import conflict_between, conflicts_among
from landbridge.programmes.queries.mail_domains import domain_of_address, domain_of_website
from landbridge.programmes.queries.screening import given_assignments, invitable_judges, openable
from tests.people.people import a_person
from tests.programmes.rows import an_editor
from tests.programmes.screening.facts import a_closed_call, a_firm, a_judge, an_eligible, given

pytestmark = pytest.mark.django_db


def tie(kind: str) -> Callable[[User, Organisation], object]:
    return lambda judge, firm: EmployerTie.objects.create(user=judge, organisation=firm, kind=kind)


def speaks_for(judge: User, firm: Organisation) -> None:
    person = a_person("host")
    Person.objects.filter(pk=person.pk).update(user=judge)
    Contact.objects.create(organisation=firm, person=person)


def edited(judge: User, firm: Organisation) -> None:
    an_editor(firm, judge)
    Editorship.objects.update(ended_at=timezone.now())


def colleague_by_website(judge: User, firm: Organisation) -> None:
    User.objects.filter(pk=judge.pk).update(email="lee@mail.hanbit.co.kr")
    Organisation.objects.filter(pk=firm.pk).update(website="https://www.hanbit.co.kr/ko")


def colleague_by_contact(judge: User, firm: Organisation) -> None:
    User.objects.filter(pk=judge.pk).update(email="lee@hanbit.example")
    Contact.objects.create(organisation=firm, person=a_person("host", email="kim@hanbit.example"))


def same_mail_service(judge: User, firm: Organisation) -> None:
    User.objects.filter(pk=judge.pk).update(email="lee@naver.com")
    Contact.objects.create(organisation=firm, person=a_person("host", email="kim@naver.com"))


def tied_to_one_merged(judge: User, firm: Organisation) -> None:
    old = a_firm(name="Ash before", merged_into=firm)
    EmployerTie.objects.create(user=judge, organisation=old, kind="employer")


def ended(judge: User, firm: Organisation) -> None:
    EmployerTie.objects.create(user=judge, organisation=firm, kind="declared", ended_at=timezone.now())


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (tie("employer"), "employer"),
        (tie("former"), "former_employer"),
        (tie("declared"), "declared"),
        (lambda judge, firm: an_editor(firm, judge), "same_organisation"),
        (edited, "former_employer"),
        (speaks_for, "same_organisation"),
        (colleague_by_website, "mail_domain"),
        (colleague_by_contact, "mail_domain"),
        (tied_to_one_merged, "employer"),
        (same_mail_service, ""),
        (ended, ""),
        (lambda judge, firm: None, ""),
    ],
)
def test_an_organisation_of_theirs(make: Callable[[User, Organisation], object], code: str) -> None:
    firm, judge = a_firm(), a_judge()
    application = an_eligible(a_closed_call(), firm)
    make(judge, firm)
    judge.refresh_from_db()
    assert conflict_between(judge, application) == code
    other = an_eligible(application.call, a_firm(name="Elm"))
    assert conflict_between(judge, other) == ""
    assert conflict_between(a_judge("else"), application) == ""


@pytest.mark.parametrize("role", [Role.MANAGER, Role.AUDITOR])
def test_who_reads_the_marks_gives_none(role: Role, host_manager: User) -> None:
    call, judge = a_closed_call(), a_judge()
    given(an_eligible(call), judge)
    office = Grant.objects.create(user=judge, role=role, side="host")
    assert judge.role == Role.JUDGE  # that they act in now
    assert conflict_between(judge, call.applications.get()) == "office"
    assert openable(judge, given_assignments(judge)) == []
    other = a_closed_call()
    assert judge not in invitable_judges(host_manager, other)
    with pytest.raises(ValidationError):
        invite_evaluator(other, judge, by=None)
    office.ended_at = timezone.now()
    office.save()
    assert invite_evaluator(other, judge, by=host_manager).user == judge


def test_what_they_wrote_themselves() -> None:
    application, judge = an_eligible(a_closed_call()), a_judge()
    application.created_by = judge
    assert conflict_between(judge, application) == "same_person"


def test_a_person_who_is_a_colleague_or_themselves() -> None:
    call, firm, judge = a_closed_call(), a_firm(), a_judge()
    person = a_person("host")
    Contact.objects.create(organisation=firm, person=person)
    application = an_eligible(call, person=person)
    assert conflict_between(judge, application) == ""
    EmployerTie.objects.create(user=judge, organisation=firm, kind="employer")
    assert conflict_between(judge, application) == "employer"
    person.user = judge
    person.save()
    assert conflict_between(judge, application) == "same_person"


def test_a_person_of_the_other_side_must_agree_to_be_shown(open_border: None) -> None:
    call, person = a_closed_call(), a_person("guest")
    application = an_eligible(call, person=person)
    assert conflict_between(a_judge(), application) == "border"
    assert conflict_between(a_judge(side="guest"), application) == ""
    seed_notices()
    give_consent(person, Purpose.CROSS_BORDER, by=None, channel="paper")
    assert conflict_between(a_judge("again"), application) == ""


def test_as_many_queries_for_many() -> None:
    call = a_closed_call()
    judges = [a_judge(f"judge{n}") for n in range(4)]
    rows = [an_eligible(call) for _n in range(12)]
    counts = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as captured:
            conflicts_among(judges[: len(some)], some)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 14


def test_domains() -> None:
    assert (
        domain_of_address("a@Sales.Hanbit.CO.KR") == "hanbit.co.kr" == domain_of_website("https://hanbit.co.kr:8443/x")
    )
    assert domain_of_address("a@co.kr") == domain_of_address("none") == domain_of_website("https://[::1]/") == ""
    assert domain_of_website("http://blog.naver.com/hanbit") == domain_of_website("https://[broken") == ""
    assert domain_of_address("a@yahoo.co.jp") == ""
