"""Programmes, calls, applications and places by the API: who reads what, and what nobody learns too soon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from landbridge.people.models import AccessEntry, Role, User
from landbridge.people.rules import Scope
from landbridge.programmes.models import Application, Call, CallText, Participation
from tests.people.keys import program_of
from tests.programmes.applying import a_call_for_persons, a_call_of_every_kind, a_talent, an_applicant, submitted
from tests.programmes.rows import a_call, a_firm, a_participation, a_programme, an_application, an_editor, an_owed

pytestmark = pytest.mark.django_db
ROUTES = ("api:programmes", "api:calls", "api:applications", "api:participations")


def rows(user: User, route: str, **asked: Any) -> list[dict[str, Any]]:
    """The rows of a list, as somebody's program reads it."""
    answer = program_of(user).get(reverse(route), asked)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def test_programmes_are_for_staff(host_manager: User, guest_manager: User, user_of: Callable[..., User]) -> None:
    joint, alone = a_programme(), a_programme(is_joint=False)
    assert [row["id"] for row in rows(host_manager, "api:programmes")] == [joint.pk, alone.pk]
    assert [row["id"] for row in rows(guest_manager, "api:programmes")] == [joint.pk]
    told = program_of(host_manager).get(reverse("api:programme", args=[alone.pk])).json()
    assert (told["kind"], told["call"], told["name_ko"]) == ("expo", None, "라이다 박람회")
    assert rows(host_manager, "api:programmes", kind="expo", state="planned") == rows(host_manager, "api:programmes")
    assert rows(host_manager, "api:programmes", kind="none") == []
    assert program_of(user_of(Role.COMPANY)).get(reverse("api:programmes")).status_code == 403


def test_everybody_reads_published_calls_in_approved_texts_only(
    host_manager: User, guest_manager: User, user_of: Callable[..., User]
) -> None:
    call = a_call()
    hidden = a_call(a_programme(is_joint=False), state=Call.State.DRAFT, published_at=None)
    CallText.objects.create(call=call, language="ko", title="공고", body="본문", approved_at=timezone.now())
    CallText.objects.create(call=call, language="zh-hans", title="机器稿", body="机器稿正文", origin="machine")
    for user in (guest_manager, user_of(Role.COMPANY), user_of(Role.JUDGE), user_of(Role.FLOOR)):
        program = program_of(user, Scope.PROGRAMMES_READ)
        assert [row["id"] for row in program.get(reverse("api:calls")).json()["rows"]] == [call.pk]
        assert program.get(reverse("api:call", args=[hidden.pk])).status_code == 404
        answer = program.get(reverse("api:call", args=[call.pk]), headers={"accept-language": "zh-hans"})
        assert "机器稿" not in answer.content.decode()
        assert (answer.json()["title"], answer.json()["text_language"], answer.json()["body"]) == ("공고", "ko", "본문")
    assert {row["id"] for row in rows(host_manager, "api:calls")} == {call.pk, hidden.pk}


def test_answers_are_for_the_applicant_and_their_own_side(host_manager: User, guest_manager: User) -> None:
    user, firm = an_applicant("guest")
    version = submitted(a_call_of_every_kind(), user, firm)
    url = reverse("api:application", args=[version.application_id])
    for reader in (user, guest_manager):
        told = program_of(reader).get(url).json()
        assert told["answers"] == version.answers
        assert [one["sha256"] for one in told["versions"]] == [version.sha256]
    told = program_of(host_manager).get(url).json()
    assert (told["applicant"], told["versions"], told["answers"]) == ("Ash", None, None)
    stranger, _ = an_applicant("guest", "cedar")
    assert program_of(stranger).get(url).status_code == 404
    assert rows(stranger, "api:applications") == []


def test_a_person_is_named_under_consent_alone_and_each_look_is_noted(host_manager: User, guest_manager: User) -> None:
    user, person = a_talent("guest")
    version = submitted(a_call_for_persons(), user, None)
    assert rows(host_manager, "api:applications") == []
    assert program_of(host_manager).get(reverse("api:application", args=[version.application_id])).status_code == 404
    before = AccessEntry.objects.count()
    (row,) = rows(guest_manager, "api:applications")
    assert row["person"] == person.pk
    assert AccessEntry.objects.count() == before + 1


def test_nothing_tells_an_applicant_how_far_screening_is(host_manager: User) -> None:
    """The same bytes whether an application is scored or not, however often it was touched."""
    user, firm = an_applicant()
    application = submitted(a_call_of_every_kind(), user, firm).application
    program, said = program_of(user), []
    for state, version in (("eligible", 3), ("scored", 9)):
        Application.objects.filter(pk=application.pk).update(state=state, version=version, updated_at=timezone.now())
        one = program.get(reverse("api:application", args=[application.pk]))
        many = program.get(reverse("api:applications"))
        assert one.json()["state"] == "in_screening"
        headers = [(name, value) for name, value in many.headers.items() if name != "X-Request-ID"]
        said.append((one.content, many.content, headers))
    assert said[0] == said[1]
    (row,) = rows(host_manager, "api:applications")
    assert row["state"] == "scored"


def test_places_are_for_who_holds_them_and_their_side(
    host_manager: User, guest_manager: User, user_of: Callable[..., User]
) -> None:
    owed = an_owed("guest")
    place = owed.participation
    firm = place.application.organisation
    assert firm is not None
    editor = an_editor(firm, user_of(Role.COMPANY, "guest"))
    url = reverse("api:participation", args=[place.pk])
    for reader in (guest_manager, editor):
        assert [row["id"] for row in rows(reader, "api:participations")] == [place.pk]
        assert program_of(reader).get(url).json()["required"][0]["code"] == "plan"
    assert rows(host_manager, "api:participations") == []
    assert program_of(host_manager).get(url).status_code == 404


@pytest.mark.parametrize("route", ROUTES)
def test_the_same_queries_for_one_row_and_for_thirty(route: str, host_manager: User) -> None:
    program, counts = program_of(host_manager), []
    program.get(reverse(route))  # a key's first use is noted
    for more in (1, 29):
        for number in range(more):
            if route == "api:applications":
                an_application(a_call(), a_firm("host", f"Firm {more} {number}"))
            else:
                a_participation()
        with CaptureQueriesContext(connection) as captured:
            found = program.get(reverse(route)).json()["rows"]
        assert len(found) == (1 if more == 1 else 30)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 25


def test_pages_follow_each_other(host_manager: User) -> None:
    wanted = {a_participation().pk for _ in range(5)}
    assert Participation.objects.count() == 5
    program, seen = program_of(host_manager), []
    cursor = ""
    while True:
        told = program.get(f"{reverse('api:participations')}?size=2&cursor={cursor}").json()
        seen += [row["id"] for row in told["rows"]]
        if not (cursor := told["next"]):
            break
    assert sorted(seen) == sorted(wanted)
    assert len(seen) == 5
