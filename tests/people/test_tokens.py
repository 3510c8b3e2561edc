"""Keys of programs: shown once, kept as a digest, never wider than their scopes, their role or their person."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from landbridge.base.log import LogEntry
from landbridge.people.actions.accounts import close_account
from landbridge.people.actions.grants import end_grant, switch_grant
from landbridge.people.actions.tokens import make_token, revoke_token
from landbridge.people.models import ApiToken, Grant, User
from landbridge.people.queries.tokens import token_user
from landbridge.people.rules import Scope

READ = [Scope.ORGANISATIONS_READ]


def test_a_key_acts_for_its_person_within_its_scopes(host_manager: User) -> None:
    token, key = make_token(by=host_manager, name="CRM", scopes=[*READ, Scope.PERSONS_READ], days=30)
    assert token_user(f"Bearer {key}") == (host_manager, frozenset({*READ, Scope.PERSONS_READ}))
    assert key not in f"{ApiToken.objects.values().get()} {list(LogEntry.objects.values())}"
    assert key.startswith(token.prefix)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer lb_no", "Basic {key}", "{key}", "Bearer {key}x"])
def test_anything_else_opens_nothing(host_manager: User, header: str) -> None:
    _token, key = make_token(by=host_manager, name="CRM", scopes=READ, days=30)
    assert token_user(header.format(key=key)) is None


def test_a_key_ends_with_its_time_its_role_its_account_and_by_hand(
    host_manager: User, user_of: Callable[..., User]
) -> None:
    for end in ("time", "role", "account", "hand"):
        user = user_of("company") if end != "account" else user_of("auditor")
        Grant.objects.filter(user=user).update(ended_at=None)
        User.objects.filter(pk=user.pk).update(role="auditor" if end == "account" else "company")
        user.refresh_from_db()
        token, key = make_token(by=user, name=end, scopes=READ, days=1)
        assert token_user(f"Bearer {key}")
        if end == "time":
            ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now())
        elif end == "role":
            end_grant(token.grant, by=host_manager)
        elif end == "account":
            close_account(user, by=host_manager)
        else:
            revoke_token(token, by=user)
        assert token_user(f"Bearer {key}") is None, end


def test_a_key_keeps_the_role_it_was_made_in(host_manager: User) -> None:
    _token, key = make_token(by=host_manager, name="CRM", scopes=READ, days=30)
    switch_grant(Grant.objects.create(user=host_manager, role="auditor", side="guest"), by=host_manager)
    found = token_user(f"Bearer {key}")
    assert found
    assert (found[0].role, found[0].side) == ("manager", "host")


def test_that_it_was_used_is_noted_once_a_minute(host_manager: User) -> None:
    token, key = make_token(by=host_manager, name="CRM", scopes=READ, days=30)
    token_user(f"Bearer {key}")
    token.refresh_from_db()
    first = token.last_used_at
    token_user(f"Bearer {key}")
    token.refresh_from_db()
    assert token.last_used_at == first
    ApiToken.objects.update(last_used_at=timezone.now() - timedelta(minutes=2))
    token_user(f"Bearer {key}")
    token.refresh_from_db()
    assert token.last_used_at != first


@pytest.mark.parametrize(
    ("scopes", "days"), [([], 30), (["everything"], 30), ([*READ, "everything"], 30), (READ, 0), (READ, 400)]
)
def test_no_key_is_too_wide_or_too_long(host_manager: User, scopes: list[str], days: int) -> None:
    with pytest.raises(ValidationError):
        make_token(by=host_manager, name="CRM", scopes=scopes, days=days)


def test_a_scope_that_was_given_up_is_none(host_manager: User) -> None:
    _token, key = make_token(by=host_manager, name="CRM", scopes=READ, days=30)
    ApiToken.objects.update(scopes=["organisations:read", "gone:write"])
    assert token_user(f"Bearer {key}") == (host_manager, frozenset(READ))


def test_only_who_has_a_use_for_one_makes_one(user_of: Callable[..., User], host_manager: User) -> None:
    with pytest.raises(PermissionDenied):
        make_token(by=user_of("judge"), name="CRM", scopes=READ, days=30)
    token, _key = make_token(by=user_of("auditor"), name="CRM", scopes=READ, days=30)
    with pytest.raises(PermissionDenied):
        revoke_token(token, by=host_manager)


def test_the_page_shows_a_key_once(host_manager: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(host_manager)
    assert client.post("/account/keys/", {"name": "CRM", "days": "30"}).context["form"].errors["scopes"]
    form = {"name": "<b>CRM</b>", "scopes": ["organisations:read"], "days": "90"}
    made = client.post("/account/keys/", form).content.decode()
    found = re.search(r'value="(lb_[\w-]+)"', made)
    assert found
    assert token_user(f"Bearer {found[1]}")
    again = client.get("/account/keys/").content.decode()
    assert found[1] not in again
    assert "<b>CRM</b>" not in again
    client.post(f"/account/keys/{ApiToken.objects.get().pk}/revoke")
    assert token_user(f"Bearer {found[1]}") is None
    assert "revoked" in client.get("/account/keys/").content.decode()
