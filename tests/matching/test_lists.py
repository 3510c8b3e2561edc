"""Lists: who is recommended, why, to whom that is told, and who never is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from landbridge.directory.actions.rows import change_rows
from landbridge.directory.models import Item, Organisation
from landbridge.matching.actions.choices import choose
from landbridge.matching.actions.exclusions import say_exclusion
from landbridge.matching.actions.index import ask_build
from landbridge.matching.models import Exclusion, IndexBuild, Recommendation
from landbridge.matching.planning.lists import write_lists
from landbridge.matching.queries.lists import shown_list
from landbridge.people.models import User
from tests.directory.editors import let_edit
from tests.matching.market import firm, market
from tests.people.keys import program_of

Firms = dict[str, Organisation]


@pytest.fixture
def firms(db: None, small_lexicon: Path) -> Firms:
    """A market whose lists are written."""
    made = market()
    write_lists()
    return made


@pytest.fixture
def editor(firms: Firms, host_manager: User, user_of: Callable[..., User]) -> User:
    """An account that keeps the profile of 한빛반도체."""
    user = user_of("company")
    let_edit(firms["한빛반도체"], user, by=host_manager)
    return user


def told(organisation: Organisation, user: User) -> list[str]:
    return [place.other.name_zh or place.other.name_ko for place in shown_list(organisation.pk, user)]


def everything() -> str:
    columns = ("organisation", "other", "rank", "fit", "there", "back", "price", "net", "explored", "reasons", "builds")
    return json.dumps(
        list(Recommendation.objects.order_by("organisation", "rank").values(*columns)), ensure_ascii=False
    )


def test_what_one_seeks_is_found_in_the_other_language_with_reasons(firms: Firms, host_manager: User) -> None:
    place = shown_list(firms["한빛반도체"].pk, host_manager)[0]
    assert place.other.name_zh == "北辰半导体"
    way = place.reasons["there"]
    assert (way["seek"]["text"], way["offer"]["text"]) == ("반도체 설비 가격이 낮은 업체", "半导体设备")
    assert any("반" in one["seek"] and "半" in one["offer"] for one in way["shared"])
    assert place.reasons["back"]["seek"]["language"] == "zh-hans"
    assert 0 < place.fit <= 1
    assert "东海贸易" not in told(firms["한빛반도체"], host_manager)  # no word in common: nobody is recommended


def test_the_same_rows_give_the_same_lists_and_nothing_is_written_twice(firms: Firms) -> None:
    before, made_at = everything(), set(Recommendation.objects.values_list("made_at", flat=True))
    assert write_lists() == 0
    assert set(Recommendation.objects.values_list("made_at", flat=True)) == made_at
    Recommendation.objects.all().delete()
    write_lists()
    assert everything() == before


@pytest.mark.parametrize("kind", Exclusion.Kind)
def test_an_exclusion_holds_at_once_and_in_the_next_list(
    kind: str, firms: Firms, host_manager: User, guest_manager: User
) -> None:
    one, other = firms["한빛반도체"], firms["北辰半导体"]
    theirs = told(other, guest_manager)
    say_exclusion(kind, one, other, by=host_manager)
    for _ in range(2):
        assert "北辰半导体" not in told(one, host_manager)
        without = [name for name in theirs if name != "한빛반도체"] if kind in Exclusion.MUTUAL else theirs
        assert told(other, guest_manager) == without
        write_lists()


@pytest.mark.parametrize("change", ["hidden", "blocked", "closed", "changed", "unverified"])
def test_who_may_not_be_shown_any_more_is_gone_before_the_next_list(
    change: str, firms: Firms, editor: User, guest_manager: User
) -> None:
    one, other = firms["한빛반도체"], firms["北辰半导体"]
    assert "北辰半导体" in told(one, editor)
    rows, items = Organisation.objects.filter(pk=other.pk), Item.objects.filter(organisation=other)
    changes: dict[str, Callable[[], object]] = {
        "hidden": lambda: choose(other, by=guest_manager, version=0, is_shown=False, most_requests=None),
        "blocked": lambda: rows.update(is_blocked=True),
        "closed": lambda: items.update(is_open=False),
        "changed": lambda: items.update(text="茶"),
        "unverified": lambda: rows.update(level=1),
    }
    changes[change]()
    assert "北辰半导体" not in told(one, editor)


def test_a_company_is_shown_verified_ones_however_many_others_fit_better(
    firms: Firms, editor: User, host_manager: User
) -> None:
    for number in range(1):
        better = firm("guest", f"半导体设备 价格 {number}", f"半导体 检测设备 {number}", name_zh=f"半导体{number}")
        Organisation.objects.filter(pk=better.pk).update(level=0)
    write_lists()
    assert "半导体0" in told(firms["한빛반도체"], host_manager)
    assert told(firms["한빛반도체"], editor)[0] == "北辰半导体"


def test_who_seeks_nothing_is_compared_in_one_direction_and_the_page_says_so(
    firms: Firms, host_manager: User, client_of: Callable[[User], Client]
) -> None:
    one = firm("host", "반도체 장비", "", name_ko="외길")
    write_lists()
    place = shown_list(one.pk, host_manager)[0]
    assert (place.there, place.reasons["there"]) == (None, None)
    page = client_of(host_manager).get(reverse("matching:match", args=[place.pk])).content.decode()
    assert "only the other direction was compared" in page


def test_pages_and_their_buttons(firms: Firms, editor: User, client_of: Callable[[User], Client]) -> None:
    one, client = firms["한빛반도체"], client_of(editor)
    page = reverse("matching:matches", args=[one.pk])
    assert "北辰半导体" in client.get(page).content.decode()
    assert "北辰半导体" in client.get(reverse("directory:organisation", args=[one.pk])).content.decode()
    place = shown_list(one.pk, editor)[0]
    why = reverse("matching:match", args=[place.pk])
    assert "</mark>" in client.get(why).content.decode()
    assert client.post(reverse("matching:match_exclude", args=[place.pk]), {"kind": "bad"}).status_code == 422
    said = client.post(reverse("matching:match_exclude", args=[place.pk]), {"kind": "competitor", "reason": "<b>x"})
    assert said.headers["Location"] == page
    assert client.get(why).status_code == 404
    after = client.get(page).content.decode()
    assert "&lt;b&gt;x" in after
    exclusion = Exclusion.objects.get()
    client.post(reverse("matching:exclusion_undo", args=[exclusion.pk]))
    assert client.get(why).status_code == 200
    hidden = firms["东海贸易"]
    Organisation.objects.filter(pk=hidden.pk).update(level=0)
    answer = client.post(
        reverse("matching:organisation_exclude", args=[one.pk]), {"other": hidden.pk, "kind": "never_meet"}
    )
    assert (answer.status_code, Exclusion.objects.filter(undone_at=None).count()) == (422, 0)
    assert (
        client.post(reverse("matching:choice", args=[one.pk]), {"version": 0, "most_requests": "0"}).status_code == 422
    )
    assert client.post(reverse("matching:choice", args=[one.pk]), {"version": 0, "is_shown": "on"}).status_code == 302
    assert client.post(reverse("matching:choice", args=[one.pk]), {"version": 0}).status_code == 409


def test_the_auditor_reads_and_changes_nothing(
    firms: Firms, user_of: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    page = (
        client_of(user_of("auditor")).get(reverse("matching:matches", args=[firms["한빛반도체"].pk])).content.decode()
    )
    assert "北辰半导体" in page
    assert "exclude" not in page


def test_the_other_side_learns_neither_lists_nor_what_was_said(
    firms: Firms,
    host_manager: User,
    guest_manager: User,
    user_of: Callable[..., User],
    client_of: Callable[[User], Client],
) -> None:
    one, other = firms["한빛반도체"], firms["北辰半导体"]
    place = shown_list(one.pk, host_manager)[0]
    company = user_of("company", "guest")
    let_edit(other, company, by=guest_manager)
    asked = [
        reverse("matching:matches", args=[one.pk]),
        reverse("matching:match", args=[place.pk]),
        reverse("directory:organisation", args=[one.pk]),
        reverse("matching:matches", args=[other.pk]),
        reverse("directory:organisation", args=[other.pk]),
    ]
    answers = []
    for said in (False, True):
        if said:
            say_exclusion("not_for_us", one, other, by=host_manager, reason="canary-reason")
            write_lists()
        for user in (guest_manager, company, user_of("auditor", "guest")):
            client, program = client_of(user), program_of(user)
            bodies = [client.get(path) for path in asked]
            bodies.append(program.get(reverse("api:matches", args=[other.pk])))
            bodies.append(program.get(reverse("api:matches", args=[one.pk])))
            answers.append([(one.status_code, _plain(one.content.decode())) for one in bodies])
    assert answers[:3] == answers[3:]
    assert all(row[0][0] == row[1][0] == 404 for row in answers)


def _plain(body: str) -> str:
    """Without the tokens that are drawn anew for each answer."""
    return re.sub(r"\b[A-Za-z0-9_-]{22,}\b", "", body)


def test_the_api_gives_the_list_with_its_reasons(firms: Firms, editor: User, host_manager: User) -> None:
    one = firms["한빛반도체"]
    rows: list[dict[str, Any]] = program_of(editor).get(reverse("api:matches", args=[one.pk])).json()
    assert [row["name_zh"] for row in rows] == told(one, editor)
    assert rows[0]["reasons"]["there"]["offer"]["text"] == "半导体设备"
    assert program_of(editor).get(reverse("api:matches", args=[firms["가람전지"].pk])).status_code == 404
    say_exclusion("never_meet", one, firms["北辰半导体"], by=host_manager)
    assert "北辰半导体" not in program_of(editor).get(reverse("api:matches", args=[one.pk])).content.decode()


def test_a_change_of_items_has_the_lists_written(
    firms: Firms, host_manager: User, run_jobs: Callable[[], list[str]]
) -> None:
    one = firms["한빛반도체"]
    for text in ("유리", "목재"):
        rows = [{"kind": "seek", "language": "ko", "text": text}]
        one = change_rows(one, "items", rows, by=host_manager, version=one.version)
    assert "matching.list_due" in run_jobs()
    from landbridge.base.models import Job  # noqa: PLC0415 - looked at once

    assert 1 <= Job.objects.filter(name="matching.write_list").count() <= 2  # however many changed together


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_it_is_explained_on_the_command_line(language: str, firms: Firms, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = firms["한빛반도체"], firms["北辰半导体"]
    call_command("match", "explain", str(one.pk), str(other.pk), language=language)
    said = capsys.readouterr().out
    assert "半导体设备" in said
    assert "반도체 설비 가격이 낮은 업체" in said


def test_with_an_index_the_lists_are_of_its_build_and_without_vectors_the_same(
    firms: Firms, host_manager: User, run_jobs: Callable[[], list[str]]
) -> None:
    names = {number: told(one, host_manager) for number, one in firms.items() if one.side == "host"}
    ask_build(encoder="none", weights={}, by=host_manager)
    run_jobs()
    write_lists()
    place = shown_list(firms["한빛반도체"].pk, host_manager)[0]
    assert (place.builds["index"], place.is_fallback) == (str(IndexBuild.objects.get(state="live").pk), True)
    assert {number: set(told(firms[number], host_manager)) for number in names} == {
        number: set(found) for number, found in names.items()
    }
    assert write_lists() == 0
    alone = everything()
    assert write_lists(organisations=[firms["한빛반도체"].pk]) == 0  # alone it is what it is among all
    assert everything() == alone
    assert IndexBuild.objects.get(state="live").measured_at


def test_one_place_of_the_ten_first_is_for_a_newcomer(
    firms: Firms, host_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landbridge.engine.matching.listing.VARIETY", 0)  # by fit alone it would not be shown
    others = [f"{chr(0x4E00 + 7 * number)}{chr(0x5000 + 11 * number)}" for number in range(90)]
    for number in range(12):
        firm("guest", f"半导体设备价格{others[number]}", "", name_zh=f"老店{number}")
    trader = firm("guest", "", "", name_zh="杂货商")
    Item.objects.bulk_create(Item(organisation=trader, kind="offer", language="zh-hans", text=one) for one in others)
    Organisation.objects.update(created_at=timezone.now() - timedelta(days=90))
    newcomer = firm("guest", "半导体玩具家具服装钢铁水果图书医药旅游音乐酒店茶叶", "", name_zh="新来者")
    write_lists()
    shown = shown_list(firms["한빛반도체"].pk, host_manager)
    assert len(shown) == 10
    assert [place.other.name_zh for place in shown if place.explored] == ["新来者"]
    assert shown[-1].net < shown[-2].net
    Organisation.objects.filter(pk=newcomer.pk).update(created_at=timezone.now() - timedelta(days=31))
    write_lists()
    assert "新来者" not in told(firms["한빛반도체"], host_manager)
