"""Kept searches: whose they are, what is new, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from landbridge.base.models import LogEntry, OutgoingMail
from landbridge.matching.actions.exclusions import say_exclusion
from landbridge.matching.jobs.searches import look_again
from landbridge.matching.models import SavedSearch, SearchHit
from landbridge.people.models import Notice, Role, User
from tests.conftest import make_user
from tests.directory.editors import let_edit
from tests.matching.test_search import firm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_lexicon")]
ADDRESS = "/search/keep?q=라이다&level=2&cursor=x"


def keep(client: Client, name: str = "Lidar", **more: str) -> SavedSearch:
    assert client.post(ADDRESS, {"name": name, "notifies": "on", **more}).status_code == 302
    return SavedSearch.objects.get(name=name)


def later() -> None:
    """Let time pass since every search was looked up."""
    SavedSearch.objects.update(looked_at=timezone.now() - timedelta(days=1))


def test_what_comes_later_is_told_once(host_manager: User, client_of: Callable[[User], Client]) -> None:
    there = firm(host_manager, ("offer", "ko", "라이다 센서"))
    client = client_of(host_manager)
    kept = keep(client)
    assert (kept.words, kept.filters, kept.user) == ("라이다", {"level": "2"}, host_manager)
    later()
    assert look_again() == 0
    new = firm(host_manager, ("offer", "ko", "라이다 모듈"), name_en="Newcomer")
    firm(host_manager, ("offer", "ko", "라이다 모듈"), level=1)  # not by the filter
    later()
    assert look_again() == 1
    later()
    assert look_again() == 0
    notice = Notice.objects.get(receiver=host_manager, code="matching.search_found")
    assert "Lidar" in notice.subject
    assert OutgoingMail.objects.filter(to=host_manager.email).count() == 1
    page = client.get(notice.link, headers={"accept-language": "en"}).content.decode()
    assert "Newcomer" in page
    assert page.count('<span class="tag good">new</span>') == 1
    assert set(SearchHit.objects.filter(is_new=True).values_list("organisation", flat=True)) == {new.pk}
    client.post(f"/search/kept/{kept.pk}/seen")
    assert not SearchHit.objects.filter(is_new=True).exists()
    assert set(kept.hits.values_list("organisation", flat=True)) == {there.pk, new.pk}


def test_one_that_tells_nothing_still_counts(host_manager: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(host_manager)
    kept = keep(client)
    client.post(f"/search/kept/{kept.pk}", {"name": "Quiet", "version": "1"})
    kept.refresh_from_db()
    assert (kept.name, kept.notifies, kept.version) == ("Quiet", False, 2)
    firm(host_manager, ("offer", "ko", "라이다"))
    later()
    assert look_again() == 1
    assert not Notice.objects.exists()
    assert "1 new" in client.get("/search/kept/", headers={"accept-language": "en"}).content.decode()


def test_what_is_hidden_before_it_was_seen_is_not_new_any_more(
    host_manager: User, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    kept = keep(client_of(host_manager))
    gone = firm(guest_manager, ("offer", "zh-hans", "라이다"))
    later()
    assert look_again() == 1
    type(gone).objects.filter(pk=gone.pk).update(level=0)
    later()
    look_again()
    assert not kept.hits.exists()


def test_it_is_looked_up_when_something_changed_and_every_night(
    host_manager: User, client_of: Callable[[User], Client]
) -> None:
    kept = keep(client_of(host_manager))

    def looked(ago: timedelta) -> bool:
        then = timezone.now() - ago
        SavedSearch.objects.update(looked_at=then)
        look_again()
        kept.refresh_from_db()
        return kept.looked_at is not None and kept.looked_at > then

    assert not looked(timedelta(hours=2))
    assert looked(timedelta(hours=21))
    firm(host_manager, ("offer", "ko", "라이다"))
    assert looked(timedelta(hours=2))
    host_manager.is_active = False
    host_manager.save()
    assert not looked(timedelta(hours=21))


def test_stale_twice_named_and_foreign_ones(
    host_manager: User, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(host_manager)
    kept, english = keep(client), {"accept-language": "en"}
    address = f"/search/kept/{kept.pk}"
    assert client.post(ADDRESS, {"name": "Lidar"}, headers=english).status_code == 422
    assert client.post(address, {"name": "Mine", "version": "7"}).status_code == 409
    assert client.get("/search/keep", headers=english).status_code == 302  # without words there is nothing to keep
    foreign = client_of(guest_manager)
    assert foreign.get(address).status_code == 404
    assert foreign.post(f"{address}/remove").status_code == 404
    client.post(f"{address}/remove")
    assert not SavedSearch.objects.exists()
    entries = LogEntry.objects.filter(model="savedsearch")
    assert [entry.verb for entry in entries] == ["matching.search_kept", "matching.search_removed"]
    assert "라이다" not in str([entry.changes for entry in entries])


def test_an_exclusion_takes_effect_in_what_is_kept(
    host_manager: User, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    own, other = firm(host_manager), firm(guest_manager, ("offer", "zh-hans", "라이다"), name_zh="沪明")
    company = make_user("firm@test.example", role=Role.COMPANY)
    let_edit(own, company, by=host_manager)
    client = client_of(company)
    kept = keep(client)
    assert "沪明" in client.get(f"/search/kept/{kept.pk}/results").content.decode()
    say_exclusion("never_meet", own, other, by=company)
    assert "沪明" not in client.get(f"/search/kept/{kept.pk}/results").content.decode()
