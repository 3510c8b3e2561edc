"""The public pages of calls: what is shown, in which language, and what never is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from landbridge.people.models import User
from landbridge.programmes.actions.calls import withdraw_call
from landbridge.programmes.actions.texts import approve_text, draft_by_machine, save_text
from landbridge.programmes.models import Call
from landbridge.programmes.queries.texts import texts_of
from tests.programmes.calls import a_call, a_programme, a_published_call, agree, at

#: 09:00 in Korea, an hour earlier by the clock in China.
OPENS = at("2027-03-02", 9, "Asia/Seoul")


@pytest.fixture
def moment() -> Iterator[Callable[[datetime], None]]:
    """Sets the hour that the pages take for now."""
    with patch("django.utils.timezone.now") as now:
        now.return_value = datetime(2027, 2, 1, tzinfo=UTC)
        yield lambda at: setattr(now, "return_value", at)


def page(call: Call, lang: str = "en") -> str:
    answer = Client().get(f"/calls/{call.slug}", {"lang": lang})
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_before_it_opens_until_it_is_closed(
    host_manager: User, guest_manager: User, moment: Callable[[datetime], None]
) -> None:
    call = a_published_call(host_manager, guest_manager, opens_at=OPENS, closes_at=OPENS + timedelta(days=14))
    moment(OPENS - timedelta(microseconds=1))
    assert "Opens at" in page(call)
    assert "많은 참여 바랍니다" not in page(call), "its text is live when it opens"
    for lang, said in (("en", "Open until"), ("ko", "ko"), ("zh-hans", "zh-Hans")):
        moment(OPENS)
        assert "많은 참여 바랍니다" in page(call, lang)
        assert said in page(call, lang)
        assert f'<html lang="{ {"en": "en", "ko": "ko", "zh-hans": "zh-Hans"}[lang] }"' in page(call, lang)
    assert "09:00 KST" in page(call)
    assert "08:00 CST" in page(call)
    moment(OPENS + timedelta(days=14))
    assert "This call is closed." in page(call)


def test_a_text_that_nobody_approved_is_nowhere(host_manager: User, guest_manager: User) -> None:
    call = a_published_call(host_manager, guest_manager, opens_at=timezone.now() - timedelta(hours=1))
    draft_by_machine(call, "zh-hans", by=guest_manager)
    draft_by_machine(call, "en", by=host_manager)
    for lang in ("zh-hans", "en"):
        machine = call.texts.get(language=lang)
        for address in (f"/calls/{call.slug}?lang={lang}", f"/calls/?lang={lang}"):
            shown = Client().get(address).content.decode()
            assert machine.title not in shown
            assert "충칭 기업 방문 참가기업 모집" in shown
        assert "What follows is the original." in page(call, "en")
    text = call.texts.get(language="zh-hans")
    text = save_text(call, "zh-hans", by=guest_manager, version=text.version, title="访问招募", body="## 目的\n正文")
    assert "访问招募" not in page(call, "zh-hans")
    approve_text(text, by=guest_manager, version=text.version)
    assert "访问招募" in page(call, "zh-hans")
    assert "访问招募" not in page(call, "ko")


def test_what_is_not_published_is_not_there(host_manager: User, guest_manager: User, client_of: object) -> None:
    call = a_call(host_manager)
    clients = [Client(), client_of(host_manager)]  # type: ignore[operator]
    for client in clients:
        assert client.get(f"/calls/{call.slug}").status_code == 404
        assert client.get("/calls/none").status_code == 404
    agree(call, host=host_manager, guest=guest_manager)
    assert Client().get(f"/calls/{call.slug}").status_code == 404, "approved is not published"
    assert "Visit to Chongqing" not in Client().get("/programmes/calendar").content.decode()


def test_a_withdrawn_call_says_why(host_manager: User, guest_manager: User) -> None:
    call = a_published_call(host_manager, guest_manager)
    withdraw_call(call, by=host_manager, reason="행사가 <b>연기</b>되었습니다.")
    assert "&lt;b&gt;연기&lt;/b&gt;" in page(call).replace('<span lang="ko">', "").replace("</span>", "")
    assert call.slug not in Client().get("/calls/").content.decode()


def test_nothing_of_people_acts_in_a_page(host_manager: User) -> None:
    call = a_call(host_manager, programme=a_programme(host_manager, is_joint=False, place="<script>x</script>"))
    text = texts_of(call)["ko"]
    save_text(
        call,
        "ko",
        by=host_manager,
        version=text.version,
        title="<img src=x onerror=alert(1)>",
        body="<script>alert(1)</script>\n[go](javascript:alert(1)) ![x](https://evil.example/x.png)",
    )
    client = Client()
    client.force_login(host_manager)
    shown = client.get(f"/programmes/{call.programme_id}/call/preview?text=ko").content.decode()
    for hostile in ("<script>alert", "<img src=x", 'href="javascript', "<script>x"):
        assert hostile not in shown


def test_the_calendar_and_its_file(host_manager: User, guest_manager: User) -> None:
    call = a_published_call(host_manager, guest_manager, opens_at=OPENS, closes_at=OPENS + timedelta(days=14))
    type(call.programme).objects.filter(pk=call.programme_id).update(starts_on="2027-09-15", ends_on="2027-09-17")
    shown = Client().get("/programmes/calendar?year=2027").content.decode()
    assert shown.count(f"/calls/{call.slug}") == 3
    assert Client().get("/programmes/calendar?year=2027&field=talent").content.decode().count(call.slug) == 0
    book = Calendar.from_ical(Client().get("/programmes/calendar.ics?year=2027").content)
    events = {str(event["uid"]).partition("@")[0]: event for event in book.walk("VEVENT")}
    opens = events[f"call-{call.slug}-opens"]
    assert opens.decoded("dtstart") == OPENS
    assert opens["dtstart"].params["TZID"] == "Asia/Shanghai"
    days = events[f"programme-{call.programme_id}"]
    assert [days.decoded(name).isoformat() for name in ("dtstart", "dtend")] == ["2027-09-15", "2027-09-18"]
    for nonsense in ("year=99999", "year=x", "side=moon", "field=' OR 1=1"):
        assert Client().get(f"/programmes/calendar?{nonsense}").status_code == 200
