"""Permissions and the marks on views: refused unless allowed."""

from __future__ import annotations

from enum import StrEnum

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from landbridge.base.access import (
    ClosedByDefault,
    Open,
    allowed,
    asked_by,
    needs,
    predicate,
    public,
    require,
    signed_in,
)
from landbridge.people.models import Side, User


class Can(StrEnum):
    GREET = "tests.greet"
    FORGOTTEN = "tests.forgotten"


@predicate
def is_host(user: User) -> bool:
    return user.side == Side.HOST


@predicate
def is_other(user: User, other: User | None = None) -> bool:
    return user != other


rules.add_perm(Can.GREET, is_host & is_other)


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


def ask(user: object, *, htmx: bool = False) -> HttpRequest:
    request = RequestFactory().get("/page?a=1")
    request.user = user  # type: ignore[assignment]
    request.htmx = htmx  # type: ignore[attr-defined]
    return request


def test_a_permission_is_decided_by_its_rule(host_manager: User, guest_manager: User) -> None:
    assert allowed(host_manager, Can.GREET)
    assert allowed(host_manager, Can.GREET, guest_manager)
    assert not allowed(host_manager, Can.GREET, host_manager)
    assert not allowed(guest_manager, Can.GREET, host_manager)
    with pytest.raises(PermissionDenied):
        require(guest_manager, Can.GREET)


def test_nobody_without_an_open_account_is_allowed_anything(host_manager: User) -> None:
    assert not allowed(AnonymousUser(), Can.GREET)
    assert not allowed(None, Can.GREET)
    host_manager.is_active = False
    assert not allowed(host_manager, Can.GREET)


def test_a_permission_without_a_rule_is_an_error(host_manager: User) -> None:
    with pytest.raises(LookupError, match=r"tests\.forgotten"):
        allowed(host_manager, Can.FORGOTTEN)


def test_a_view_is_shown_to_those_its_mark_names(host_manager: User, guest_manager: User) -> None:
    view = needs(Can.GREET)(page)
    assert asked_by(view) is Can.GREET
    assert view(ask(host_manager)).status_code == 200
    with pytest.raises(PermissionDenied):
        view(ask(guest_manager))
    assert signed_in(page)(ask(guest_manager)).status_code == 200
    assert public(page)(ask(AnonymousUser())).status_code == 200


@pytest.mark.parametrize("mark", [needs(Can.GREET), signed_in])
def test_who_is_not_signed_in_goes_to_the_sign_in_page_and_comes_back(mark: object) -> None:
    view = mark(page)  # type: ignore[operator]
    answer = view(ask(AnonymousUser()))
    assert (answer.status_code, answer.url) == (302, "/sign-in/?next=/page%3Fa%3D1")
    part = view(ask(AnonymousUser(), htmx=True))
    assert (part.status_code, part["HX-Redirect"]) == (200, "/sign-in/?next=/page%3Fa%3D1")


def test_a_mark_leaves_the_function_it_marks_alone() -> None:
    assert asked_by(public(page)) is Open.ANYONE
    assert asked_by(page) is None


def test_a_view_without_a_mark_is_closed() -> None:
    middleware = ClosedByDefault(page)
    with pytest.raises(PermissionDenied, match="does not say"):
        middleware.process_view(ask(None), page, (), {})
    middleware.process_view(ask(None), public(page), (), {})
