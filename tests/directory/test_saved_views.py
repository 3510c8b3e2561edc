"""Lists a reader keeps for themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from landbridge.base.models import LogEntry
from landbridge.directory.actions.saved_views import change_view, delete_view, save_view
from landbridge.directory.models import SavedView
from landbridge.people.models import User

NEW = "/organisations/views/new"


def test_saving_keeps_what_narrows_and_nothing_else(host_manager: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(host_manager)
    query = "q=무역&level=2&sort=changed&column=level&cursor=abc&view=all&next=//evil"
    answer = client.post(f"{NEW}?{query}", {"name": " Mine "})
    view = SavedView.objects.get()
    assert view.name == "Mine"
    assert view.query == "q=%EB%AC%B4%EC%97%AD&level=2&sort=changed&column=level"
    assert answer["Location"] == f"/organisations/?{view.query}&view={view.pk}"
    assert client.get(answer["Location"]).status_code == 200
    entry = LogEntry.objects.get(verb="directory.view_saved")
    assert (entry.by_id, entry.changes) == (host_manager.pk, {})


def test_a_name_is_used_once(host_manager: User, guest_manager: User, client_of: Callable[[User], Client]) -> None:
    save_view(by=host_manager, name="Mine", query="")
    answer = client_of(host_manager).post(NEW, {"name": "Mine"}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert "You have a list called “Mine” already." in answer.content.decode()
    assert client_of(guest_manager).post(NEW, {"name": "Mine"}).status_code == 302


def test_renaming_updating_and_opening_first(host_manager: User, client_of: Callable[[User], Client]) -> None:
    first = save_view(by=host_manager, name="First", query="", is_default=True)
    view = save_view(by=host_manager, name="Second", query="level=1")
    client = client_of(host_manager)
    assert client.get(f"/organisations/views/{view.pk}").status_code == 200
    client.post(f"/organisations/views/{view.pk}", {"name": "Renamed", "is_default": "on"})
    client.post(f"/organisations/views/{view.pk}/update?level=3")
    view.refresh_from_db()
    first.refresh_from_db()
    assert (view.name, view.query, view.is_default, first.is_default) == ("Renamed", "level=3", True, False)
    assert LogEntry.objects.filter(verb="directory.view_changed").count() == 2


def test_deleting(host_manager: User, client_of: Callable[[User], Client]) -> None:
    view = save_view(by=host_manager, name="Mine", query="")
    assert client_of(host_manager).post(f"/organisations/views/{view.pk}/delete").status_code == 302
    assert not SavedView.objects.exists()


def test_nobody_else_reaches_it(host_manager: User, guest_manager: User, client_of: Callable[[User], Client]) -> None:
    view = save_view(by=host_manager, name="Mine", query="level=1")
    other = client_of(guest_manager)
    for path in ("", "/update", "/delete"):
        assert other.post(f"/organisations/views/{view.pk}{path}", {"name": "Taken"}).status_code == 404
    assert "Mine" not in other.get("/organisations/?view=" + str(view.pk)).content.decode()
    with pytest.raises(PermissionDenied):
        change_view(view, by=guest_manager, name="Taken")
    with pytest.raises(PermissionDenied):
        delete_view(view, by=guest_manager)
