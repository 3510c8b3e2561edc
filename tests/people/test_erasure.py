"""Whoever is erased is gone: from every table, every file, the index, the queue, and from a restored backup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from landbridge.base.documents import keep_document
from landbridge.base.inventory import OnErasure
from landbridge.base.models import OutgoingMail
from landbridge.directory.models import Contact, ImportedRow, ImportRun, Organisation
from landbridge.matching.models import SavedSearch
from landbridge.people.actions.disclosures import disclose
from landbridge.people.actions.erasure_list import list_file, read_list
from landbridge.people.actions.invitations import invite
from landbridge.people.actions.notices import notify
from landbridge.people.actions.persons import link_account
from landbridge.people.actions.retention import (
    ask_erasure,
    certificate_digest,
    lift_hold,
    place_hold,
    rehearse_erasure,
    run_erasure,
)
from landbridge.people.models import (
    ApiToken,
    ConsentEvent,
    ErasureRun,
    Invitation,
    LegalHold,
    Notice,
    Person,
    PrivacyNotice,
    SubjectRequest,
    User,
)
from landbridge.people.queries.erasure import EMPTIED, about_people, addresses_of, inactive_persons, rows_of
from landbridge.programmes.models import (
    ApplicationFile,
    ApplicationVersion,
    Assignment,
    EmployerTie,
    Evaluator,
    Participation,
    RequiredDocument,
    ScoreSheet,
    Verdict,
)
from tests.conftest import make_user
from tests.people.people import a_person
from tests.programmes.rows import A_RULE, a_call, a_firm, an_application

CANARY = "canary7f3a"
ADDRESS = f"{CANARY}@erased.example"
SHORT = 20  #: a field of fewer letters is too short for the canary and a number
FLOW_KIND = "people.sensitive_transferred"  # a notice with a name in it


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


def canary(by: User) -> Person:
    """A person with a row in every model about people, and the canary in every field of it that an erasure empties."""
    person = _a_row_of_everything(by)
    for entry in about_people():
        rows = list(rows_of(entry, person, addresses_of(person)))
        assert rows, f"{entry.model._meta.label} is about people: give {person} a row of it in this test."
        for row in rows if entry.on_erasure is not OnErasure.KEEP else ():
            sung = {name: _sung(row, name) for name in entry.names(*EMPTIED) if _has_room(row, name)}
            entry.model._default_manager.filter(pk=row.pk).update(**sung)
    person.refresh_from_db()
    return person


def _a_row_of_everything(by: User) -> Person:
    user = make_user(ADDRESS, role="company")
    person = a_person(names=[{"script": "Latn", "family": CANARY, "given": CANARY, "is_passport": True}])
    Person.objects.filter(pk=person.pk).update(user=user, email=ADDRESS, residence="KR", age_band="14+")
    later = timezone.now() + timedelta(days=7)
    invited: dict[str, Any] = {"email": ADDRESS, "role": "company", "language": "en", "expires_at": later}
    Invitation.objects.create(**invited, digest="1" * 64, accepted_by=user, accepted_at=timezone.now())
    Invitation.objects.create(**invited, digest="2" * 64)  # never answered: known by its address only
    notify(user, FLOW_KIND, key="theirs", params={"flow": CANARY, "year": "2026"})
    notify(by, FLOW_KIND, key="names-them", params={"flow": CANARY, "year": "2026"}, about=[person.pk])
    notice = PrivacyNotice.objects.create(purpose="mail", number=99, language="en", title="Mail", sha256="0" * 64)
    ConsentEvent.objects.create(
        person=person, purpose="mail", notice=notice, action="given", channel="paper", proof=CANARY, guardian=CANARY
    )
    disclose([person], actor=user, action="view", route="person")
    today = timezone.localdate()
    SubjectRequest.objects.create(person=person, kind="erasure", received_on=today, due_on=later.date())
    LegalHold.objects.create(person=person, placed_by=by, lifted_at=timezone.now())
    keep_document(f"name\n{CANARY}\n".encode(), f"{CANARY}.csv", by=by, person_number=person.pk)
    organisation = Organisation.objects.create(side="host", country="KR", name_en="Acme", sort_ko="", sort_zh="")
    Contact.objects.create(organisation=organisation, person=person)
    run = ImportRun.objects.create(side="host", name="list.xlsx", sha256="0" * 64, asked_by=by)
    ImportedRow.objects.create(run=run, row=1, person_number=person.pk)
    OutgoingMail.objects.create(key="by-address", to=ADDRESS, language="en")  # to somebody not known yet
    address = EmailAddress.objects.create(user=user, email=ADDRESS)
    EmailConfirmation.objects.create(email_address=address, key="1")
    Authenticator.objects.create(user=user, type="totp", data={})
    ApiToken.objects.create(user=user, grant=user.grants.get(), name="x", prefix="x", digest="3" * 64, expires_at=later)
    Client().force_login(user)
    _a_row_of_every_kind_in_programmes(person, user)
    SavedSearch.objects.create(user=user, name=CANARY, words=CANARY, filters={"region": CANARY}, language="en")
    return Person.objects.get(pk=person.pk)


def _a_row_of_every_kind_in_programmes(person: Person, user: User) -> None:
    """An application with a file, a receipt and a place; and what they judged themselves."""
    call = a_call(rules=[A_RULE])
    application = an_application(call, person=person, state="confirmed")
    version = application.versions.get()
    papers = [
        keep_document(f"x\n{CANARY}{name}\n".encode(), f"{CANARY}-{name}.csv", by=user, person_number=person.pk)
        for name in ("cv", "receipt", "passport")
    ]
    ApplicationFile.objects.create(application=application, question="cv", document=papers[0])
    ApplicationVersion.objects.filter(pk=version.pk).update(receipt=papers[1])
    today = timezone.localdate()
    Verdict.objects.create(
        version=version, rule_set=call.rule_sets.get(), rule="once", kind="eligibility", outcome="met", judged_on=today
    )
    participation = Participation.objects.create(
        programme=call.programme, application=application, side=person.side, state="confirmed", place=1
    )
    RequiredDocument.objects.create(
        participation=participation, code="passport", due_on=today, state="accepted", document=papers[2]
    )
    evaluator = Evaluator.objects.create(call=call, user=make_user("judge@judge.example", role="judge"))
    sheet = Assignment.objects.create(evaluator=evaluator, application=application)
    ScoreSheet.objects.create(assignment=sheet, comment=f"{CANARY} argues well.", marks={"team": "4"})
    Evaluator.objects.create(call=a_call(), user=user)
    EmployerTie.objects.create(user=user, organisation=a_firm(), kind="former")


def _has_room(row: models.Model, name: str) -> bool:
    """Codes of a few letters can't hold the canary: that they are emptied, a test of its own looks at."""
    field = row._meta.get_field(name)
    return not isinstance(field, models.FileField) and (getattr(field, "max_length", None) or SHORT) >= SHORT


def _sung(row: models.Model, name: str) -> Any:
    field = row._meta.get_field(name)
    if isinstance(field, models.EmailField):
        return ADDRESS
    if isinstance(field, models.JSONField):
        return {"a": [CANARY]}
    assert isinstance(field, models.CharField | models.TextField), f"How does {row._meta.label}.{name} sing?"
    return f"{CANARY}{row.pk}" if field.unique else CANARY


def found_in_database() -> list[str]:
    """The tables in which the canary sings."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor, include_views=False):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name the database gave
            text = " ".join(
                (bytes(cell).decode("utf-8", "ignore") if isinstance(cell, bytes | memoryview) else str(cell))
                for row in cursor.fetchall()
                for cell in row
            )
            if CANARY in text.casefold():
                found.append(table)
    return sorted(found)


def erased(person: Person, by: User, run_jobs: Callable[[], list[str]]) -> ErasureRun:
    rehearsal = rehearse_erasure([person], by=by, side="host", reason="They asked for it.")
    run = ask_erasure(rehearsal, by=by)
    assert "people.erase" in run_jobs()
    run.refresh_from_db()
    return run


def test_the_canary_is_in_every_personal_field(host_manager: User) -> None:
    person = canary(host_manager)
    silent = [
        f"{entry.model._meta.label}.{name}"
        for entry in about_people()
        for row in rows_of(entry, person, addresses_of(person))
        for name in (entry.names(*EMPTIED) if entry.on_erasure is not OnErasure.KEEP else ())
        if _has_room(row, name) and CANARY not in str(getattr(row, name)).casefold()
    ]
    assert silent == []


@pytest.mark.django_db
def test_what_is_too_short_to_sing_is_emptied(host_manager: User, run_jobs: Callable[[], list[str]]) -> None:
    person = canary(host_manager)
    blanked = [entry for entry in about_people() if entry.on_erasure is OnErasure.BLANK]
    rows = [(entry, row) for entry in blanked for row in rows_of(entry, person, addresses_of(person))]
    erased(person, host_manager, run_jobs)
    for entry, row in rows:
        now = entry.model._default_manager.get(pk=row.pk)
        for name in entry.names(*EMPTIED):
            assert not getattr(row, name) or getattr(now, name) != getattr(row, name), (entry.model, name)


@pytest.mark.django_db(transaction=True)
def test_the_canary_is_gone(host_manager: User, run_jobs: Callable[[], list[str]], tmp_path: Path) -> None:
    person = canary(host_manager)
    assert len(found_in_database()) > 10
    run = erased(person, host_manager, run_jobs)
    assert run.state == ErasureRun.State.DONE
    assert found_in_database() == ["people_consentevent"]  # proof of the consent, kept by law
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert [file for file in files if CANARY in file.name or CANARY.encode() in file.read_bytes()] == []
    person.refresh_from_db()
    assert (person.erased_at is not None, person.residence, person.age_band) == (True, "", "")
    user = person.user
    assert user is not None
    assert (user.is_active, user.has_usable_password(), user.grants.filter(ended_at=None).count()) == (False, False, 0)
    assert read_list() == [(person.pk, person.created_at)]


def test_a_rehearsal_counts_what_the_run_does(host_manager: User, run_jobs: Callable[[], list[str]]) -> None:
    person = canary(host_manager)
    rehearsal = rehearse_erasure([person], by=host_manager, side="host", reason="They asked for it.")
    assert found_in_database() != []
    assert (rehearsal.is_dry, rehearsal.people, rehearsal.counts["people.Invitation"]) == (True, [person.pk], 2)
    run = ask_erasure(rehearsal, by=host_manager)
    run_jobs()
    run.refresh_from_db()
    assert run.counts == rehearsal.counts
    assert run.certificate["counts"] == rehearsal.counts
    assert "people.ConsentEvent" in run.certificate["kept"]
    assert run.sha256 == certificate_digest(run)


@pytest.mark.django_db
def test_what_names_the_erased_to_others_goes_with_them(
    host_manager: User, guest_manager: User, run_jobs: Callable[[], list[str]]
) -> None:
    inviter, clerk = make_user("inviter@test.example"), make_user("clerk@test.example")
    person = a_person(email=inviter.email)
    Person.objects.filter(pk=person.pk).update(user=inviter)
    inviter.refresh_from_db()
    invite(by=inviter, email="guest@test.example", name="Guest", role="company", language="en")
    params = {"flow": "Hong Gildong", "year": "2026"}
    notify(clerk, FLOW_KIND, key="names-them", params=params, about=[person.pk])
    notify(clerk, FLOW_KIND, key="names-nobody", params=params)
    assert OutgoingMail.objects.filter(mentions__person_number=person.pk).count() == 2
    erased(person, host_manager, run_jobs)
    assert list(Notice.objects.filter(receiver=clerk).values_list("key", flat=True)) == ["names-nobody"]
    assert list(OutgoingMail.objects.filter(to=clerk.email).values_list("key", flat=True)) == ["notice:names-nobody"]
    assert not OutgoingMail.objects.filter(to="guest@test.example").exists()


def test_somebody_else_stays(host_manager: User, run_jobs: Callable[[], list[str]]) -> None:
    other = a_person(email="hong@example.kr")
    before = [list(rows_of(entry, other, addresses_of(other)).values_list()) for entry in about_people()]
    erased(canary(host_manager), host_manager, run_jobs)
    assert before == [list(rows_of(entry, other, addresses_of(other)).values_list()) for entry in about_people()]


def test_a_hold_is_passed_over(host_manager: User, run_jobs: Callable[[], list[str]]) -> None:
    free, held = a_person(), a_person()
    rehearsal = rehearse_erasure([free, held], by=host_manager, side="host", reason="Long gone.")
    hold = place_hold(held, by=host_manager, reason="A claim is pending.")  # after the rehearsal, before the run
    run = ask_erasure(rehearsal, by=host_manager)
    run_jobs()
    run.refresh_from_db()
    assert (run.people, run.held) == ([free.pk], [held.pk])
    held.refresh_from_db()
    assert held.erased_at is None
    again = rehearse_erasure([held], by=host_manager, side="host", reason="Long gone.")
    assert (again.people, again.held) == ([], [held.pk])
    with pytest.raises(ValidationError):
        ask_erasure(again, by=host_manager)
    lift_hold(hold, by=host_manager)
    assert rehearse_erasure([held], by=host_manager, side="host", reason="Long gone.").people == [held.pk]


def test_only_managers_of_the_side_erase(host_manager: User, guest_manager: User) -> None:
    person = a_person()
    with pytest.raises(ValidationError):
        rehearse_erasure([person], by=guest_manager, side="guest", reason="Mine")
    with pytest.raises(PermissionDenied):
        rehearse_erasure([person], by=guest_manager, side="host", reason="Mine")
    with pytest.raises(PermissionDenied):
        place_hold(person, by=guest_manager, reason="Mine")
    rehearsal = rehearse_erasure([person], by=host_manager, side="host", reason="Gone")
    with pytest.raises(ValidationError):
        ask_erasure(rehearsal, by=guest_manager)


@pytest.mark.django_db(transaction=True)
def test_a_restored_backup_is_erased_again(host_manager: User, run_jobs: Callable[[], list[str]]) -> None:
    gone, other = a_person(email="gone@example.kr"), a_person()
    erased(gone, host_manager, run_jobs)
    # What a backup brings back: the row as it was; and under a listed number somebody who came later.
    Person.objects.filter(pk=gone.pk).update(erased_at=None, email="gone@example.kr")
    with list_file().open("a") as file:
        file.write(f"{other.pk} 2020-01-01T00:00:00+00:00\n")
    call_command("replay_erasures")
    gone.refresh_from_db()
    other.refresh_from_db()
    assert (gone.erased_at is not None, gone.email, other.erased_at) == (True, "", None)
    runs = ErasureRun.objects.count()
    call_command("replay_erasures")
    assert ErasureRun.objects.count() == runs


def test_persons_nothing_was_heard_of(host_manager: User) -> None:
    quiet, active, asked = a_person(), a_person(), a_person()
    old = timezone.now() - timedelta(days=2000)
    Person.objects.filter(pk__in=[quiet.pk, asked.pk]).update(updated_at=old)
    SubjectRequest.objects.create(
        person=asked, kind="export", due_on=timezone.localdate(), received_on=timezone.localdate()
    )
    found = inactive_persons("host", timezone.now() - timedelta(days=1000))
    assert [person.pk for person in found] == [quiet.pk]
    assert active.erased_at is None


def test_rows_of_a_file_that_name_them_are_emptied_though_they_are_tied_to_nobody(host_manager: User) -> None:
    person = a_person(email=ADDRESS)
    run = ImportRun.objects.create(side="host", name="list.csv", sha256="0" * 64, asked_by=host_manager)
    for row, said in enumerate((ADDRESS.upper(), "홍길동 부장", "김철수"), start=1):
        ImportedRow.objects.create(run=run, row=row, outcome="rejected", cells=[said], faults=[])
    rehearsal = rehearse_erasure([person], by=host_manager, side="host", reason="They asked for it.")
    run_erasure(ask_erasure(rehearsal, by=host_manager))
    assert list(ImportedRow.objects.order_by("row").values_list("cells", flat=True)) == [[], [], ["김철수"]]


def test_nobody_links_their_own_account_to_somebody(host_manager: User) -> None:
    person = a_person()
    with pytest.raises(ValidationError):
        link_account(person, host_manager, by=host_manager, version=person.version)
