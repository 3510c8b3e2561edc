"""A programme walked from its plan to its end by the pages, as people of both sides press them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from landbridge.directory.models import Organisation
from landbridge.people.models import Person, Role, Side, User
from landbridge.programmes.demo.answering import Applicant, answer
from landbridge.programmes.demo.applying import PAPER
from landbridge.programmes.models import Application, Call, Participation, Programme, ProgrammeKind, Selection
from landbridge.programmes.queries.forms import form_of
from landbridge.programmes.questions.shape import Form, Kind, Question
from tests.conftest import make_user
from tests.directory.facts import PNG
from tests.people.people import a_person
from tests.programmes.rows import a_firm, an_editor

MARKDOWN = "## 지원 내용\n\n부스와 통역을 지원합니다."


@dataclass
class Walk:
    """One programme and who has to do with it. Every step posts a form and follows where the page leads."""

    client_of: Callable[[User], Client]
    manager: User
    approver: User
    other: User
    other_approver: User
    judge: User
    applicant: User
    organisation: Organisation | None
    person: Person | None
    clients: dict[int, Client] = field(default_factory=dict)

    def post(self, user: User, name: str, *args: Any, **data: Any) -> HttpResponse:
        """Post a form; it must lead on."""
        client = self.clients.setdefault(user.pk, self.client_of(user))
        page = client.post(reverse(name, args=args), data)
        assert page.status_code == 302, (name, page.status_code, _said(page))
        return page  # type: ignore[return-value]

    def plan(self, kind: ProgrammeKind, *, joint: bool) -> Programme:
        """The manager plans a programme of a kind."""
        start = timezone.localdate() + timedelta(days=60)
        self.post(
            self.manager, "programmes:programme_new", kind=kind.pk, version=1, name_ko=f"{kind.name_ko} 시험",
            name_zh=f"{kind.name_zh}测试", name_en=f"{kind.name_en} test", original="ko", country="CN",
            zone="Asia/Shanghai", place="重庆", starts_on=start, ends_on=start + timedelta(days=1),
            deposit_amount="100000", deposit_currency="KRW", **({"is_joint": "on"} if joint else {}),
        )  # fmt: skip
        return Programme.objects.get(kind=kind)

    def call(self, programme: Programme) -> Call:
        """The call is drafted, written, approved by the other side where it is joint, and published."""
        now = timezone.localtime() - timedelta(days=1)
        opens, closes = (f"{day:%Y-%m-%d}T09:00" for day in (now, now + timedelta(days=20)))
        self.post(
            self.manager, "programmes:call_new", programme.pk, version=0, opens_at=opens, closes_at=closes,
            for_side="", places=1, reserve_places=1, evaluations_each=1, pass_mark="0", tie_rule="rubric",
        )  # fmt: skip
        call = Call.objects.get(programme=programme)
        text = call.texts.get(language="ko")
        words = {"title": programme.name_ko, "summary": "", "body": MARKDOWN}
        self.post(self.manager, "programmes:text_save", programme.pk, "ko", version=text.version, **words)
        text.refresh_from_db()
        self.post(self.manager, "programmes:text_approve", programme.pk, "ko", version=text.version)
        if programme.is_joint:
            self.post(self.manager, "programmes:call_send", programme.pk)
            self._approve(self.other, self.other_approver, "call", call.pk)
        self.post(self.manager, "programmes:call_publish", programme.pk)
        call.refresh_from_db()
        assert call.state == Call.State.PUBLISHED
        return call

    def apply(self, call: Call) -> Application:
        """Somebody applies: begins, answers every question, hands files in, looks it over, submits."""
        chosen = {"organisation": self.organisation.pk} if self.organisation else {}
        self.post(self.applicant, "programmes:apply", call.slug, **chosen)
        application = Application.objects.get(call=call)
        form = form_of(application.form)
        applicant = Applicant(self.organisation, self.person, "ko", ("김보기", "sample@demo.example"), "시연대학교")
        starts = call.programme.starts_on
        answers = answer(form, applicant, starts_on=starts, chance=random.Random(1))  # noqa: S311
        sent = typed(form, answers)
        for question in form:
            if question.kind is Kind.FILE and question.required:
                name, content = ("paper.pdf", PAPER) if "pdf" in question.types else ("sample.png", PNG)
                sent[question.code] = SimpleUploadedFile(name, content)
        self.post(
            self.applicant, "programmes:application_edit", application.pk, version=application.version, review="1",
            **sent,
        )  # fmt: skip
        application.refresh_from_db()
        self.post(self.applicant, "programmes:application_review", application.pk, version=application.version)
        application.refresh_from_db()
        assert application.state == Application.State.ELIGIBLE
        return application

    def select(self, call: Call) -> Participation:
        """After the deadline a judge marks it, the selection is proposed, approved and announced."""
        past = timezone.now() - timedelta(minutes=1)
        Call.objects.filter(pk=call.pk).update(opens_at=past - timedelta(days=20), closes_at=past)
        self.post(self.manager, "programmes:evaluator_invite", call.pk, judge=self.judge.pk)
        self.post(self.manager, "programmes:assign_all", call.pk, seed=3)
        assignment = call.evaluators.get().assignments.get()
        marks = {f"mark_{one['code']}": "7" for one in call.rubric}
        version = assignment.sheet.version
        self.post(self.judge, "programmes:sheet", assignment.pk, version=version, submit="1", comment="", **marks)
        self.post(self.manager, "programmes:selection_propose", call.pk)
        selection = Selection.objects.get(call=call)
        self._approve(self.manager, self.approver, "selection", selection.pk)
        selection.refresh_from_db()
        self.post(self.manager, "programmes:selection_announce", selection.pk, version=selection.version)
        return Participation.objects.get(programme=call.programme)

    def close(self, programme: Programme, place: Participation) -> Programme:
        """The place is confirmed, paid and documented; the programme takes place, and is settled."""
        self.post(self.applicant, "programmes:participation_confirm", place.pk, version=place.version)
        self._deposit(place, "paid")
        for owed in place.required.all():
            file = SimpleUploadedFile("paper.pdf", PAPER, "application/pdf")
            at = (place.pk, owed.pk)
            self.post(self.applicant, "programmes:required_hand_in", *at, version=owed.version, file=file)
            owed.refresh_from_db()
            self.post(self.manager, "programmes:required_accept", *at, version=owed.version)
        for state in ("selecting", "confirmed", "running"):
            self.post(self.manager, "programmes:programme_move", programme.pk, state=state)
        today = timezone.localdate() - timedelta(days=2)
        Programme.objects.filter(pk=programme.pk).update(starts_on=today, ends_on=today)
        place.refresh_from_db()
        self.post(self.manager, "programmes:participation_complete", place.pk, version=place.version)
        self.post(self.manager, "programmes:programme_move", programme.pk, state="completed")
        self._deposit(place, "returned")
        place.refresh_from_db()
        self.post(self.manager, "programmes:participation_settle", place.pk, version=place.version)
        self.post(self.manager, "programmes:programme_move", programme.pk, state="settled")
        programme.refresh_from_db()
        place.refresh_from_db()
        return programme

    def _deposit(self, place: Participation, deposit: str) -> None:
        place.refresh_from_db()
        at = place.pk
        self.post(self.manager, "programmes:participation_deposit", at, version=place.version, deposit=deposit)

    def _approve(self, asking: User, deciding: User, kind: str, subject: int) -> None:
        page = self.post(asking, "agreements:approval_ask", kind, subject, approver=deciding.pk)
        number = page["Location"].rstrip("/").rpartition("/")[2]
        self.post(deciding, "agreements:approval", number, version=1, decision="approve", comment="")


def _said(page: Any) -> list[str]:
    """What a page that was shown again finds wrong."""
    text = page.content.decode(errors="replace")
    faults = re.findall(r'class="(?:error|errorlist|notice bad)[^>]*>(.{1,300}?)</(?:p|ul|div)>', text, re.DOTALL)
    return [said for one in faults if (said := " ".join(re.sub(r"<[^>]+>", " ", one).split()))]


def typed(form: Form, answers: dict[str, Any]) -> dict[str, Any]:
    """Answers as a browser sends them: a field for each place."""
    sent: dict[str, Any] = {}
    for question in form:
        if question.code in answers:
            sent |= _fields(question, question.code, answers[question.code])
    return sent


def _fields(question: Question, path: str, value: Any) -> dict[str, Any]:
    match question.kind:
        case Kind.MONEY:
            return {f"{path}.amount": value["amount"], f"{path}.currency": value["currency"]}
        case Kind.REGISTRATION_NUMBER:
            return {f"{path}.number": value["number"], f"{path}.register": value["register"]}
        case Kind.CONSENT:
            return {path: "on"} if value else {}
        case Kind.GROUP:
            rows = {f"{path}.rows": str(len(value))}
            for number, row in enumerate(value):
                for one in question.questions:
                    if one.code in row:
                        rows |= _fields(one, f"{path}.{number}.{one.code}", row[one.code])
            return rows
    return {path: value}


def people_for(kind: ProgrammeKind, user_of: Callable[..., User]) -> dict[str, Any]:
    """Who walks with a programme of a kind: accounts of both sides, and an applicant of the kind that it asks for."""
    people: dict[str, Any] = {
        "manager": user_of(Role.MANAGER, Side.HOST), "approver": user_of(Role.APPROVER, Side.HOST),
        "other": user_of(Role.MANAGER, Side.GUEST), "other_approver": user_of(Role.APPROVER, Side.GUEST),
        "judge": make_user("judge@elsewhere.example", role=Role.JUDGE, timezone="Asia/Seoul"),
        "organisation": None, "person": None,
    }  # fmt: skip
    if kind.applicants == ProgrammeKind.Applicants.PERSONS:
        talent = user_of(Role.TALENT, Side.HOST)
        person = a_person("host", names=[{"script": "Latn", "family": "Birch", "given": "Suah"}])
        Person.objects.filter(pk=person.pk).update(user=talent)
        person.refresh_from_db()
        return {**people, "applicant": talent, "person": person}
    # A body that meets the rules of every kind: public, young, verified, exporting a little.
    firm = a_firm(
        "host", name="Ash Agency", name_ko="물푸레원", kind="agency", number_kind="brn", number="9998100000",
        founded=timezone.localdate().year - 2, employees=40, level=2, website="https://ash.example",
    )  # fmt: skip
    firm.exports.create(year=timezone.localdate().year - 1, amount=2_000_000, currency="USD")
    return {**people, "applicant": an_editor(firm, user_of(Role.COMPANY, Side.HOST)), "organisation": firm}
