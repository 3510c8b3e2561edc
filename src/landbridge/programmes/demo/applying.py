"""Applications: who applies to which call, what they say, and the verdicts on it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from landbridge.base.documents import keep_document
from landbridge.base.log import record_each
from landbridge.directory.models import Contact, Organisation
from landbridge.directory.queries.organisations import editable_organisations
from landbridge.people.models import Person, Purpose, Role, Side, User
from landbridge.people.queries.accounts import demo_address
from landbridge.people.queries.consents import with_consent
from landbridge.programmes.actions.applications import sealed, start_application
from landbridge.programmes.actions.verdicts import judge_version
from landbridge.programmes.demo.answering import Applicant, answer, applicant_of
from landbridge.programmes.demo.plans import Plan
from landbridge.programmes.models import Application, ApplicationFile, ApplicationVersion, Call, ProgrammeKind
from landbridge.programmes.queries.drafts import with_files
from landbridge.programmes.queries.forms import current_form, form_of
from landbridge.programmes.questions.answers import check_answers, clean_answers
from landbridge.programmes.questions.digests import digest
from landbridge.programmes.questions.shape import Kind

#: A file that nobody would take for a real one, and that every reader opens.
PAPER = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n"
    b"4 0 obj\n<< /Length 66 >>\nstream\nBT /F1 18 Tf 72 760 Td (Demonstration file. Everything invented.) Tj ET\n"
    b"endstream\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
    b"trailer << /Root 1 0 R >>\n%%EOF\n"
)


def apply_all(one: Plan, call: Call, *, chance: random.Random) -> list[Application]:
    """Let as many apply as the plan says, the demonstration's own accounts first; the rules judge each."""
    wanted = one.said.get("applications", 0)
    found = _applicants(call, wanted + one.said.get("drafts", 0), chance)
    later = [applicant for applicant in found if _account_of(applicant)][1::2] if "drafts" in one.said else []
    applicants = [*(applicant for applicant in found if applicant not in later), *later]
    applications = _submit(one, call, applicants[:wanted], chance=chance)
    for applicant in applicants[wanted:]:
        _begin(call, applicant, one, chance)
    return applications


def _submit(one: Plan, call: Call, applicants: Sequence[Applicant], *, chance: random.Random) -> list[Application]:
    version = current_form(call)
    assert version is not None  # noqa: S101 - every call begins with its kind's form
    form = form_of(version)
    last = min(call.closes_at, timezone.now())
    span = last - call.opens_at
    moments = sorted(call.opens_at + span * (0.15 + 0.84 * chance.random()) for _one in applicants)
    applications = [
        Application(
            call=call, organisation=applicant.organisation, person=applicant.person, side=applicant.side,
            language=applicant.language, number=number, state=Application.State.SUBMITTED, form=version,
            answers=answer(form, applicant, starts_on=one.starts_on, chance=chance), submitted_at=at,
            created_by=_account_of(applicant),
        )
        for number, (applicant, at) in enumerate(zip(applicants, moments, strict=True), start=1)
    ]  # fmt: skip
    Application.objects.bulk_create(applications)
    for question in form:
        if question.kind is Kind.FILE and question.required:
            _hand_in(applications, question.code)
    versions = []
    for application in applications:
        answers = with_files(application, application.answers)
        if faults := check_answers(form, answers):
            raise ValueError(f"{call}: {[(place, fault.message()) for place, fault in faults.items()]}")
        submitted = ApplicationVersion(
            application=application, number=1, form=version, language=application.language,
            answers=clean_answers(form, answers), submitted_by=application.created_by,
            submitted_at=application.submitted_at or last,
        )  # fmt: skip
        submitted.sha256 = digest(sealed(submitted))
        versions.append(submitted)
    ApplicationVersion.objects.bulk_create(versions)
    said = [(one.application, {"version": one.number, "sha256": one.sha256}) for one in versions]
    record_each("programmes.application_submitted", said, by=None)
    for submitted in versions:
        judge_version(submitted, by=None)
        submitted.application.refresh_from_db(fields=["state"])
    Application.objects.filter(call=call).update(created_at=call.opens_at + timedelta(hours=1))
    return applications


def _begin(call: Call, applicant: Applicant, one: Plan, chance: random.Random) -> None:
    """A draft, half filled in: by the applicant's own account if there is one."""
    account = _account_of(applicant)
    form = current_form(call)
    assert form is not None  # noqa: S101 - every call begins with its kind's form
    answers = answer(form_of(form), applicant, starts_on=one.starts_on, chance=chance)
    kept = dict(list(answers.items())[: len(answers) // 2])
    if account is not None:
        application = start_application(call, by=account, organisation=applicant.organisation)
        Application.objects.filter(pk=application.pk).update(answers=kept)
        return
    Application.objects.create(
        call=call, organisation=applicant.organisation, person=applicant.person, side=applicant.side,
        language=applicant.language, form=form, answers=kept,
    )  # fmt: skip


def _hand_in(applications: Sequence[Application], question: str) -> None:
    rows = [
        ApplicationFile(
            application=application,
            question=question,
            document=keep_document(PAPER, f"{question}.pdf", by=None, person_number=application.person_id),
            uploaded_by=application.created_by,
        )
        for application in applications
    ]
    ApplicationFile.objects.bulk_create(rows)


def _applicants(call: Call, count: int, chance: random.Random) -> list[Applicant]:
    sides = [call.for_side] if call.for_side else [Side.HOST.value, Side.GUEST.value]
    if call.programme.kind.applicants == ProgrammeKind.Applicants.PERSONS:
        return _persons(sides, count)
    found: list[Organisation] = []
    for side in sides:
        share = count // len(sides) + (count % len(sides) if side == sides[0] else 0)
        rows = Organisation.objects.filter(side=side, merged_into=None).exclude(number="").filter(founded__isnull=False)
        if call.programme.kind.code == "competition":
            rows = rows.filter(founded__gte=call.programme.starts_on.year - 8)
        numbers = list(rows.order_by("pk").values_list("pk", flat=True))
        own = [one.pk for one in _edited(side) if one.pk in numbers]
        others = chance.sample([one for one in numbers if one not in own], max(0, share - len(own)))
        if call.programme.kind.code == "exhibition" and (largest := _largest_exporter(rows)) and others:
            others = [largest, *(one for one in others if one != largest)]
        chosen = Organisation.objects.prefetch_related("contacts__person__names", "items").in_bulk([*own, *others])
        found += [chosen[number] for number in [*own, *others][:share]]
    return [applicant_of(one) for one in found]


def _largest_exporter(rows: QuerySet[Organisation]) -> int | None:
    """One that exports more than the rules allow, so that a verdict says so."""
    return rows.order_by("-exports__amount", "pk").filter(exports__isnull=False).values_list("pk", flat=True).first()


def _persons(sides: Sequence[str], count: int) -> list[Applicant]:
    """The talents of both sides first, then researchers who agree to be shown to the other side."""
    found = []
    for side in sides:
        own = list(Person.objects.filter(user__email=demo_address(Role.TALENT, side)))
        share = count // len(sides) + (count % len(sides) if side == sides[0] else 0)
        known = Contact.objects.filter(person__side=side, person__user=None, person__erased_at=None)
        agreeing = with_consent(Person.objects.filter(pk__in=known.values("person")), Purpose.CROSS_BORDER)
        others = agreeing.order_by("-pk").prefetch_related("names", "contacts__organisation")
        language = "ko" if side == Side.HOST else "zh-hans"
        for person in [*own, *others[: share - len(own)]]:
            contact = person.contacts.first()
            place = str(contact.organisation) if contact else ("시연대학교" if side == Side.HOST else "演示大学")
            found.append(Applicant(None, person, language, affiliation=place))
    return found


def _account_of(applicant: Applicant) -> User | None:
    if applicant.person is not None:
        return applicant.person.user
    assert applicant.organisation is not None  # noqa: S101 - one of the two applies
    account = User.objects.filter(email=demo_address(Role.COMPANY, applicant.side)).first()
    return account if account and applicant.organisation in _edited(applicant.side) else None


def _edited(side: str) -> list[Organisation]:
    account = User.objects.filter(email=demo_address(Role.COMPANY, side)).first()
    return list(editable_organisations(account).order_by("pk")) if account else []
