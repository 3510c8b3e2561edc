"""Building a form: every step in the page, a new version when it is saved, and nothing overwritten."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from landbridge.people.models import User
from landbridge.programmes.models import Call, FormVersion
from landbridge.programmes.questions.building import moved, paths
from landbridge.programmes.questions.reading import read_form
from tests.programmes.applying import a_call_of_every_kind, an_applicant, submitted
from tests.programmes.questions.forms import EVERY_KIND, asked
from tests.programmes.rows import a_programme

pytestmark = pytest.mark.django_db
Sign = Callable[[User], Client]


class Builder:
    """Somebody who builds a form by its buttons."""

    def __init__(self, client: Client, call: Call) -> None:
        self.client, self.address = client, f"/calls/{call.pk}/form/edit"
        self.answer: Any = client.get(self.address)

    @property
    def text(self) -> str:
        return str(self.answer.content.decode())

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The form that the page holds."""
        match = re.search(r'name="questions"\s+value="([^"]*)"', self.text)
        assert match
        return list(json.loads(html.unescape(match[1])))

    def press(self, **button: Any) -> Builder:
        """Press a button, with whatever else was filled in."""
        held = re.search(r'name="number"\s+value="(\d+)"', self.text)
        assert held
        sent = {"questions": json.dumps(self.questions), "number": held[1], **button}
        self.answer = self.client.post(self.address, sent)
        return self


def test_a_form_is_built_by_buttons(client_of: Sign, host_manager: User) -> None:
    """Add, change, move, take out; nothing is stored before it is saved."""
    call = a_call_of_every_kind(questions=[asked("company", "text")])
    builder = Builder(client_of(host_manager), call).press(add="number")
    assert [one["code"] for one in builder.questions] == ["company", "question_1"]
    texts = {"q-label_ko": "면적", "q-label_zh-hans": "面积", "q-label_en": "Area", "q-unit_en": "sqm", "q-least": "9"}
    builder.press(keep="question_1", **{"q-code": "area", "q-most": "36", "q-required": "on", **texts})
    builder.press(add="choice").press(up="question_1")
    condition = {"q-when_question": "company", "q-when_how": "is", "q-when_value": "Ash"}
    options = {"q-options": "own | 독립 | 标准 | Own stand\nshared | 공동 | 共享 | Shared stand"}
    builder.press(keep="question_1", **{"q-code": "booth", "q-label_en": "Booth", **options, **condition})
    assert FormVersion.objects.count() == 1
    builder.press(save="1")
    form = FormVersion.objects.get(number=2)
    assert form.questions == [
        asked("company", "text"),
        {
            "code": "booth",
            "kind": "choice",
            "label": {"en": "Booth"},
            "options": [
                {"code": "own", "label": {"ko": "독립", "zh-hans": "标准", "en": "Own stand"}},
                {"code": "shared", "label": {"ko": "공동", "zh-hans": "共享", "en": "Shared stand"}},
            ],
            "when": {"question": "company", "is": "Ash"},
        },
        {
            "code": "area",
            "kind": "number",
            "label": {"ko": "면적", "zh-hans": "面积", "en": "Area"},
            "required": True,
            "unit": {"en": "sqm"},
            "least": "9",
            "most": "36",
        },
    ]


def test_every_kind_opens_and_comes_back_as_it_was(client_of: Sign, host_manager: User) -> None:
    """Whoever opens a question and takes it over has changed nothing."""
    call = a_call_of_every_kind()
    builder = Builder(client_of(host_manager), call)
    for path in paths(EVERY_KIND):
        builder.press(open=path)
        form = builder.answer.context["form"]
        sent = {}
        for bound in form:
            value = bound.initial
            if value not in (None, "", False):
                sent[bound.html_name] = "on" if value is True else value
        builder.press(keep=path, **sent)
        assert builder.answer.status_code == 200, (path, builder.answer.context["form"].errors)
    assert read_form(builder.questions) == read_form(EVERY_KIND)


def test_a_step_that_breaks_a_condition_is_told(client_of: Sign, host_manager: User) -> None:
    """And the form stays as it was."""
    builder = Builder(client_of(host_manager), a_call_of_every_kind())
    builder.press(remove="booth")
    assert builder.answer.status_code == 422
    assert "its condition is about “booth”" in html.unescape(builder.text)
    assert builder.questions == EVERY_KIND


def test_what_was_answered_is_not_dropped_without_a_word(client_of: Sign, host_manager: User) -> None:
    """Nor is its code changed."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    submitted(call, user, firm)
    builder = Builder(client_of(host_manager), call)
    builder.press(open="story")
    assert builder.answer.context["form"].fields["code"].disabled
    builder.press(remove="story").press(save="1")
    assert builder.answer.status_code == 422
    assert "answered already" in builder.text
    assert FormVersion.objects.count() == 1
    builder.press(save="1", sure="1")
    assert FormVersion.objects.count() == 2


def test_who_saves_second_is_told(client_of: Sign, host_manager: User) -> None:
    """And may put theirs in its place, knowing."""
    call = a_call_of_every_kind()
    first, second = Builder(client_of(host_manager), call), Builder(client_of(host_manager), call)
    first.press(add="text").press(save="1")
    second.press(remove="story").press(save="1")
    assert second.answer.status_code == 409
    assert FormVersion.objects.count() == 2
    second.press(save="1")
    assert "story" not in [one["code"] for one in FormVersion.objects.get(number=3).questions]


def test_nonsense_is_no_form(client_of: Sign, host_manager: User) -> None:
    """Whatever is sent."""
    builder = Builder(client_of(host_manager), a_call_of_every_kind())
    for questions in ("", "{", "[[", '[{"code": "A"}]', "[" * 100_000, "1"):
        answer = builder.client.post(builder.address, {"questions": questions, "number": "1", "save": "1"})
        assert answer.status_code == 302
    for button in ({"add": "colour"}, {"add": "text@nobody"}, {"up": "nobody"}, {"move": "x:y"}, {"keep": "nobody"}):
        assert builder.press(**button).answer.status_code == 200
    assert FormVersion.objects.count() == 1


def test_both_sides_read_a_joint_form_and_one_builds_it(
    client_of: Sign, user_of: Callable[..., User], host_manager: User
) -> None:
    """What is one side's alone is not there for the other."""
    joint = a_call_of_every_kind(programme=a_programme(is_joint=True))
    alone = a_call_of_every_kind(programme=a_programme(is_joint=False))
    guest = client_of(user_of("manager", "guest"))
    assert guest.get(f"/calls/{joint.pk}/form").status_code == 200
    assert guest.get(f"/calls/{alone.pk}/form").status_code == 404
    assert guest.get(f"/calls/{joint.pk}/form/edit").status_code == 404
    assert "Change the questions" in client_of(host_manager).get(f"/calls/{joint.pk}/form").content.decode()


def test_moving_keeps_to_the_ends() -> None:
    """Within a group too."""
    codes = [one["code"] for one in moved(EVERY_KIND, "company", 99)]
    assert codes[-1] == "company"
    group = next(one for one in moved(EVERY_KIND, "contacts.years", -1) if one["code"] == "contacts")
    assert [one["code"] for one in group["questions"]] == ["years", "who"]
    assert moved(EVERY_KIND, "nobody", 1) == EVERY_KIND
