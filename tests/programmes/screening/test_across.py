"""What an evaluator of the other side reads: what is proposed, and neither whom to call nor a file that may say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from landbridge.people.models import User
from landbridge.programmes.actions.application_files import add_file
from landbridge.programmes.actions.applications import submit_application
from landbridge.programmes.models import Application, Assignment
from tests.directory.facts import PNG
from tests.programmes.applying import a_call_of_every_kind, a_draft, an_applicant
from tests.programmes.screening.facts import a_judge, given

pytestmark = pytest.mark.django_db
STORY = "We make 10,000 sensors. Call 010-1234-5678 or kim@ash.example."


def before(side: str) -> tuple[User, Assignment]:
    """A host's application with a file, before a judge of a side."""
    user, firm = an_applicant()
    draft = a_draft(a_call_of_every_kind(), user, firm, story=STORY)
    add_file(draft, "plan", PNG, "canary-cv.png", by=user)
    draft.refresh_from_db()
    application = submit_application(draft, by=user, version=draft.version).application
    Application.objects.filter(pk=application.pk).update(state="eligible")
    judge = a_judge(side=side)
    return judge, given(application, judge)


@pytest.mark.parametrize(("side", "is_shown"), [("host", True), ("guest", False)])
def test_files_follow_the_rule_of_answers(side: str, is_shown: bool, client_of: Callable[[User], Client]) -> None:
    judge, assignment = before(side)
    client = client_of(judge)
    page = client.get(reverse("programmes:sheet", args=[assignment.pk])).content.decode()
    file = assignment.application.files.get()
    address = reverse("programmes:sheet_file", args=[assignment.pk, file.pk])
    assert "We make 10,000 sensors." in page
    for theirs in (address, "canary-cv", "010-1234-5678", "kim@ash.example", "Kim"):
        assert (theirs in page) is is_shown, theirs
    assert client.get(address).status_code == (200 if is_shown else 404)
    assert ("[telephone withheld]" in page) is not is_shown


def test_a_file_that_the_version_does_not_hold_is_not_there(client_of: Callable[[User], Client]) -> None:
    judge, assignment = before("host")
    version = assignment.application.versions.get()
    version.answers = {code: answer for code, answer in version.answers.items() if code != "plan"}
    version.save()
    file = assignment.application.files.get()
    address = reverse("programmes:sheet_file", args=[assignment.pk, file.pk])
    assert client_of(judge).get(address).status_code == 404
