"""Which language and time zone a page is in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from landbridge.people.models import User
from landbridge.people.preferences import Preferences


def language_of(client: Client, path: str = "/sign-in/", **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    language = answer.headers["Content-Language"]
    html = {"en": "en", "ko": "ko", "zh-hans": "zh-Hans"}[language]
    assert f'<html lang="{html}"' in answer.content.decode()
    return language


@pytest.mark.parametrize(
    ("browser", "page"),
    [("ko-KR,ko;q=0.9", "ko"), ("zh-CN", "zh-hans"), ("zh", "zh-hans"), ("fr", "en"), ("en-GB", "en")],
)
def test_a_stranger_reads_their_browsers_language(client: Client, db: None, browser: str, page: str) -> None:
    assert language_of(client, **{"Accept-Language": browser}) == page


def test_a_stranger_switches_by_cookie(client: Client, db: None) -> None:
    answer = client.post("/language", {"language": "zh-hans", "next": "/sign-in/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/")
    assert language_of(client, **{"Accept-Language": "ko"}) == "zh-hans"


def test_a_person_switches_for_good(host_manager: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(host_manager)
    assert language_of(client, "/") == "en"
    client.post("/language", {"language": "ko"})
    assert language_of(client, "/") == "ko"
    elsewhere = client_of(host_manager)
    assert language_of(elsewhere, "/", **{"Accept-Language": "zh-CN"}) == "ko"


def test_one_persons_language_does_not_reach_the_next(
    host_manager: User, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    host_manager.language = "ko"
    host_manager.save()
    assert language_of(client_of(host_manager), "/") == "ko"
    assert language_of(client_of(guest_manager), "/") == "en"


@pytest.mark.parametrize("language", ["", "de", "zh-hans-cn", "<script>"])
def test_a_language_the_house_does_not_speak_is_refused(client: Client, db: None, language: str) -> None:
    assert client.post("/language", {"language": language}).status_code == 400


def test_times_are_read_in_ones_own_zone(host_manager: User) -> None:
    host_manager.timezone = "Asia/Shanghai"

    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(timezone.get_current_timezone_name() + translation.get_language())

    request = RequestFactory().get("/")
    request.user = host_manager
    with translation.override("en"):
        assert Preferences(page)(request).content == b"Asia/Shanghaien"  # type: ignore[attr-defined]
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_person_sets_their_time_zone(host_manager: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(host_manager)
    assert '<option value="Asia/Seoul" selected>' in client.get("/account/").content.decode()
    saved = client.post("/account/", {"timezone": "Asia/Shanghai"}, follow=True).content.decode()
    assert "The time zone is saved." in saved
    assert '<option value="Asia/Shanghai" selected>' in saved
    wrong = client.post("/account/", {"timezone": "Asia/Nowhere"})
    assert "Select a valid choice" in wrong.content.decode()
    host_manager.refresh_from_db()
    assert host_manager.timezone == "Asia/Shanghai"
