"""Accounts from the command line."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from landbridge.people.models import User

pytestmark = pytest.mark.django_db


def open_account(monkeypatch: pytest.MonkeyPatch, password: str, *arguments: str) -> str:
    said = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    call_command("account", *arguments, stdout=said)
    return said.getvalue()


def test_the_first_manager_is_made_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    said = open_account(monkeypatch, "산과 바다와 하늘 2026", "kim@centre.example", "김민서", "--side", "host")
    assert said == "kim@centre.example can sign in.\n"
    user = User.objects.get()
    assert (user.name, user.side, user.check_password("산과 바다와 하늘 2026")) == ("김민서", "host", True)


@pytest.mark.parametrize(
    ("password", "email", "says"),
    [("short", "kim@centre.example", "at least 10"), ("산과 바다와 하늘 2026", "kim", "valid email")],
)
def test_what_is_wrong_is_said(monkeypatch: pytest.MonkeyPatch, password: str, email: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        open_account(monkeypatch, password, email, "Kim")
    assert not User.objects.exists()
