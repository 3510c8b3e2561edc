"""One box: names, numbers, offers and needs across languages; and whom a reader does not find."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from landbridge.directory.actions.rows import change_rows
from landbridge.directory.models import Item, Organisation
from landbridge.matching.actions.choices import choose
from landbridge.matching.actions.exclusions import say_exclusion
from landbridge.matching.models import UnknownTerm
from landbridge.matching.planning import index
from landbridge.matching.planning.index import forget_index
from landbridge.matching.planning.searching import Found, highlighted, search
from landbridge.matching.queries.searching import Filters
from landbridge.people.models import Role, User
from tests.conftest import make_user
from tests.directory.editors import let_edit
from tests.directory.facts import made
from tests.matching.test_index import build
from tests.people.keys import program_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_lexicon")]


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    forget_index()
    yield
    forget_index()


def firm(by: User, *items: tuple[str, str, str], level: int = 2, **facts: object) -> Organisation:
    if not any(name.startswith("name_") for name in facts):
        facts["name_en"] = f"Firm {Organisation.objects.count()}"
    one = made(by, **facts)
    rows = [{"kind": kind, "language": language, "text": text} for kind, language, text in items]
    one = change_rows(one, "items", rows, by=by, version=one.version)
    Organisation.objects.filter(pk=one.pk).update(level=level)
    one.refresh_from_db()
    return one


def look(user: User, words: str, language: str = "ko", **filters: str) -> Found:
    return search(user, words, filters=Filters(**filters), language=language)


def numbers(found: Found) -> list[int]:
    return [row.organisation.pk for row in found.rows]


@pytest.fixture
def makers(host_manager: User, guest_manager: User) -> dict[str, Organisation]:
    # What stands in one text of five tells none from another, so there are some more.
    others = (
        "포도주",
        "고무 호스",
        "여행 안내",
        "steel pipes",
        "wool yarn",
        "茶叶",
        "玩具",
        "牙刷",
        "냉동 만두",
        "paper bags",
    )
    firm(host_manager, *(("offer", "ko", text) for text in others), name_en="Others")
    made_here = {
        "chips": firm(guest_manager, ("offer", "zh-hans", "半导体设备"), name_zh="沪明精密有限公司", country="CN"),
        "battery": firm(host_manager, ("offer", "en", "battery equipment"), name_en="Hanbit Power"),
        "seeker": firm(
            host_manager, ("seek", "ko", "반도체 장비"), name_ko="주식회사 한빛정밀", name_en="Hanbit Precision"
        ),
    }
    build()
    return made_here


def test_what_is_written_in_one_language_is_found_by_another(
    makers: dict[str, Organisation], host_manager: User
) -> None:
    found = look(host_manager, "반도체 장비", what="offer")
    assert numbers(found)[0] == makers["chips"].pk
    first = found.rows[0]
    assert first.by == "offer"
    assert first.item is not None
    assert first.item.language == "zh-hans"
    assert any("반도체" in reason.mine and "半" in reason.theirs for reason in first.reasons)
    assert "".join(piece.text for piece in first.highlights) == "半导体设备"
    assert any(piece.is_hit for piece in first.highlights)
    assert numbers(look(host_manager, "半导体设备", "zh-hans", what="seek"))[0] == makers["seeker"].pk
    assert found.notice == "off"  # the suite's index has no encoder


def test_names_and_numbers_are_found_in_any_script(makers: dict[str, Organisation], host_manager: User) -> None:
    for words in ("한빛정밀", "㈜한빛정밀", "Hanbit Prec", "HANBIT precision"):
        first = look(host_manager, words).rows[0]
        assert (first.organisation.pk, first.by) == (makers["seeker"].pk, "name"), words
    assert numbers(look(host_manager, "滬明"))[0] == makers["chips"].pk  # traditional for simplified
    numbered = firm(host_manager, number_kind="brn", number="999-81-00000")
    build()
    for words in ("999-81-00000", "9998100000", "999-81"):
        first = look(host_manager, words).rows[0]
        assert (first.organisation.pk, first.by) == (numbered.pk, "number"), words


def test_what_is_closed_gone_or_merged_is_not_found(makers: dict[str, Organisation], host_manager: User) -> None:
    chips = makers["chips"]
    Item.objects.filter(organisation=chips).update(is_open=False)  # the index has not heard of it
    assert chips.pk not in numbers(look(host_manager, "반도체 장비"))
    assert chips.pk not in numbers(look(host_manager, "半导体设备"))  # nor by the words of the closed item
    Item.objects.filter(organisation=chips).update(is_open=True)
    assert chips.pk in numbers(look(host_manager, "반도체 장비"))
    Organisation.objects.filter(pk=chips.pk).update(merged_into=makers["seeker"])
    assert chips.pk not in numbers(look(host_manager, "반도체 장비"))


@pytest.fixture
def company(makers: dict[str, Organisation], host_manager: User) -> User:
    user = make_user("firm@test.example", role=Role.COMPANY)
    let_edit(makers["seeker"], user, by=host_manager)
    return user


@pytest.mark.parametrize("kind", ["never_meet", "competitor", "not_for_us"])
def test_a_company_does_not_find_whom_it_excluded(
    kind: str, makers: dict[str, Organisation], company: User, host_manager: User, guest_manager: User
) -> None:
    chips, seeker = makers["chips"], makers["seeker"]
    asked = ("반도체 장비", "沪明", "半导体")
    assert all(chips.pk in numbers(look(company, words)) for words in asked)
    if kind == "never_meet":  # said by the other
        say_exclusion(kind, chips, seeker, by=guest_manager)
    else:
        say_exclusion(kind, seeker, chips, by=company)
    assert not any(chips.pk in numbers(look(company, words)) for words in asked)
    answers = program_of(company).get("/api/v1/search", {"q": "沪明"}).json()
    assert answers == {"rows": [], "total": 0, "notice": "off"}
    assert chips.pk in numbers(look(host_manager, "沪明"))  # staff do


def test_who_does_not_wish_to_be_shown_is_found_by_staff_and_the_own_side_alone(
    makers: dict[str, Organisation], company: User, host_manager: User, guest_manager: User
) -> None:
    chips = makers["chips"]
    choose(chips, by=guest_manager, version=0, is_shown=False, most_requests=None)
    assert chips.pk not in numbers(look(company, "반도체 장비"))
    assert chips.pk not in numbers(look(company, "沪明"))
    assert chips.pk in numbers(look(host_manager, "반도체 장비"))
    near = make_user("near@test.example", side="guest", role=Role.COMPANY)
    assert chips.pk in numbers(look(near, "반도체 장비"))


def test_a_company_finds_verified_ones_and_the_filters_hold(
    makers: dict[str, Organisation], company: User, host_manager: User
) -> None:
    chips = makers["chips"]
    assert chips.pk in numbers(look(company, "半导体", side="guest"))
    assert chips.pk not in numbers(look(company, "半导体", side="host"))
    assert chips.pk not in numbers(look(host_manager, "半导体", country="KR"))
    assert chips.pk not in numbers(look(host_manager, "半导体", what="seek"))
    Organisation.objects.filter(pk=chips.pk).update(level=1)
    assert chips.pk not in numbers(look(company, "半导体"))
    assert chips.pk in numbers(look(host_manager, "半导体"))


def test_the_same_question_has_the_same_answer(makers: dict[str, Organisation], host_manager: User) -> None:
    once = look(host_manager, "반도체 battery 장비")
    forget_index()
    assert look(host_manager, "반도체 battery 장비") == once


@pytest.mark.parametrize("words", ["", "   ", "!!!", "%_", "'\"*", "\u202e", "😀", "a" * 5000, "AND OR NOT", "(", "0"])
def test_strange_words_find_nothing_and_break_nothing(
    words: str, makers: dict[str, Organisation], host_manager: User, client_of: Callable[[User], Client]
) -> None:
    assert look(host_manager, words).total <= len(makers) + 1
    assert client_of(host_manager).get("/search/", {"q": words}).status_code == 200


def test_without_an_index_words_themselves_are_found(host_manager: User, client_of: Callable[[User], Client]) -> None:
    one = firm(host_manager, ("offer", "ko", "반도체 장비"))
    found = look(host_manager, "반도체 장비")
    assert (numbers(found), found.notice, found.rows[0].by) == ([one.pk], "empty", "offer")
    answer = client_of(host_manager).get("/search/?q=반도체 장비", headers={"accept-language": "en"})
    assert "There is no index of offers and needs yet." in answer.content.decode()


def test_the_page_marks_escapes_and_names_languages(
    makers: dict[str, Organisation], host_manager: User, client_of: Callable[[User], Client]
) -> None:
    firm(host_manager, ("offer", "en", "<b>laser</b> & radar"))
    build()
    client = client_of(host_manager)
    page = client.get("/search/?q=laser", headers={"accept-language": "en"}).content.decode()
    assert "&lt;b&gt;<mark>laser</mark>&lt;/b&gt; &amp; radar" in page
    part = client.get("/search/?q=반도체 장비", headers={"accept-language": "ko", "hx-request": "true"})
    assert "<html" not in part.content.decode()
    assert 'lang="zh-Hans"' in part.content.decode()
    assert part["HX-Replace-Url"].startswith("/search/?q=%EB")


def test_words_are_noted_when_a_search_is_carried_out(
    host_manager: User, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    for user in (host_manager, guest_manager):
        client_of(user).get("/search/?q=라이다", headers={"hx-request": "true"})
    assert not UnknownTerm.objects.exists()
    for user in (host_manager, guest_manager):
        client_of(user).get("/search/?q=라이다")
    assert UnknownTerm.objects.get().in_searches == 2


def test_highlights_follow_folding() -> None:
    assert [piece.text for piece in highlighted("ＬｉＤＡＲ 雷達", ["雷达"]) if piece.is_hit] == ["雷達"]
    assert "".join(piece.text for piece in highlighted("ﬀ 가나", ["가"])) == "ﬀ 가나"


def test_an_index_that_lags_behind_shows_no_other_firms_item(
    makers: dict[str, Organisation], host_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index.live_index()
    Item.objects.filter(organisation=makers["chips"]).update(organisation=makers["battery"])
    monkeypatch.setattr("landbridge.matching.planning.nearness.live_index", lambda: before)
    found = look(host_manager, "반도체 장비", what="offer")
    assert all(row.item is None or row.item.organisation_id == row.organisation.pk for row in found.rows)
