"""Programmes and calls for the tests of the house: what is of one side alone, and what lists are of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from landbridge.people.models import User
from landbridge.programmes.actions.calls import publish_call
from landbridge.programmes.models import Call, Programme
from tests.programmes.calls import a_call, a_programme


def own_programme(user: User) -> dict[str, Any]:
    """The address of a programme that one side plans alone."""
    return {"programme_id": a_programme(user, is_joint=False).pk}


def own_call(user: User, **more: Any) -> dict[str, Any]:
    """The address of a call of one side alone, not published."""
    return {"programme_id": a_call(user, programme=a_programme(user, is_joint=False)).programme_id, **more}


def own_text(user: User) -> dict[str, Any]:
    """The address of such a call's text."""
    return own_call(user, language="zh-hans")


FOREIGN_CALLS: dict[str, Callable[[User], dict[str, Any]]] = {
    f"programmes:{route}": make
    for make, routes in (
        (own_programme, ("programme", "programme_edit", "programme_move", "programme_cancel", "call_new")),
        (
            own_call,
            (
                "call_edit",
                "call_rubric",
                "call_preview",
                "call_send",
                "call_publish",
                "call_withdraw",
                "call_texts",
            ),
        ),
        (own_text, ("text_save", "text_draft", "text_approve")),
    )
    for route in routes
}

FOREIGN_CALLS |= {
    "api:programme": own_programme,
    "api:call": lambda user: {"call_id": Call.objects.get(**own_call(user)).pk},
}


def listed_programme(user: User, number: int) -> Programme:
    """One more programme of a list."""
    return a_programme(user, name_en=f"Listed {number}")


def listed_call(user: User, number: int) -> Call:
    """One more published call."""
    return publish_call(a_call(user, programme=a_programme(user, name_en=f"Listed {number}", is_joint=False)), by=user)


CALL_LISTS: dict[str, Callable[[User, int], Any]] = {
    "/programmes/": listed_programme,
    "/programmes/?q=listed": listed_programme,
    "/calls/": listed_call,
    "/programmes/calendar": listed_call,
    "/programmes/calendar.ics": listed_call,
}
