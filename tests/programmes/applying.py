"""Who applies, and to what, for tests; plainly invented."""

from __future__ import annotations

from typing import Any

from landbridge.directory.models import Organisation
from landbridge.people.models import Person, User
from landbridge.programmes.actions.application_files import add_file
from landbridge.programmes.actions.applications import save_draft, start_application, submit_application
from landbridge.programmes.models import Application, ApplicationFile, ApplicationVersion, Call, FormVersion
from landbridge.programmes.questions.digests import digest
from tests.conftest import make_user
from tests.directory.facts import PNG
from tests.people.people import a_person
from tests.programmes.questions.forms import EVERY_KIND, GOOD
from tests.programmes.rows import a_call, a_firm, a_kind, a_programme, an_editor

#: A rule that exports above twenty million break.
LIMIT = [
    {
        "code": "small",
        "kind": "eligibility",
        "text": {
            "ko": "수출액 2천만 달러 이하",
            "zh-hans": "出口额不超过2000万美元",
            "en": "Exports of at most US$20 m",
        },
        "when": {"fact": "answers.exports", "at_most": {"amount": "20000000", "currency": "USD"}},
    }
]


def a_call_of_every_kind(side: str = "host", *, questions: Any = None, **more: Any) -> Call:
    """An open call whose form asks one question of each kind."""
    programme = more.pop("programme", None) or a_programme(side)
    call = a_call(programme, **more)
    asked = questions or EVERY_KIND
    FormVersion.objects.filter(call=call).update(questions=asked, sha256=digest(asked))
    return call


def an_applicant(
    side: str = "host", name: str = "ash", *, language: str = "en", **facts: Any
) -> tuple[User, Organisation]:
    """A company editor and the organisation they keep."""
    user = make_user(
        f"{name}.{side}@company.example", side=side, role="company", timezone="Asia/Seoul", language=language
    )
    number = {"number_kind": "brn", "number": "9998100000"}
    firm = a_firm(side, name=name.title(), **{**number, **facts})
    return an_editor(firm, user), firm


def a_talent(side: str = "host", name: str = "birch") -> tuple[User, Person]:
    """A researcher with an account, and who they are."""
    user = make_user(f"{name}.{side}@talent.example", side=side, role="talent")
    person = a_person(side, names=[{"script": "Latn", "family": name.title(), "given": "Suah"}])
    Person.objects.filter(pk=person.pk).update(user=user)
    person.refresh_from_db()
    return user, person


def a_call_for_persons(side: str = "host", **more: Any) -> Call:
    """An open call that persons apply to."""
    kind = a_kind("talent")
    kind.applicants = "persons"
    kind.save()
    return a_call_of_every_kind(side, programme=a_programme(side, kind=kind, **more))


def a_draft(call: Call, user: User, organisation: Organisation | None, **answers: Any) -> Application:
    """A draft that could be submitted."""
    application = start_application(call, by=user, organisation=organisation)
    return save_draft(application, {**GOOD, **answers}, by=user, version=application.version)


def a_file(application: Application, user: User) -> ApplicationFile:
    """A file that answers a question of a draft."""
    return add_file(application, "plan", PNG, "plan.png", by=user)


def submitted(call: Call, user: User, organisation: Organisation | None, **answers: Any) -> ApplicationVersion:
    """A submitted application."""
    application = a_draft(call, user, organisation, **answers)
    return submit_application(application, by=user, version=application.version)


def a_call_alone(side: str, **more: Any) -> Call:
    """An open call of one side's own programme."""
    return a_call_of_every_kind(side, programme=a_programme(side, is_joint=False), **more)


def an_application_of(side: str) -> Application:
    """A submitted application of a person, with a file."""
    user, _person = a_talent(side, name=f"birch{User.objects.count()}")
    application = a_draft(a_call_for_persons(side), user, None)
    a_file(application, user)
    application.refresh_from_db()
    return submit_application(application, by=user, version=application.version).application
