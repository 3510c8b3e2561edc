"""From an address to a row: what is not the fair's own is not there."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from landbridge.base.access import allowed
from landbridge.meetings.models import Fair
from landbridge.meetings.queries import visible_fairs
from landbridge.meetings.rules import Can
from landbridge.people.models import User

Part = TypeVar("Part", bound=Model)


def reader(request: HttpRequest) -> User:
    """Who asks; the views here are behind ``@needs``, so somebody is signed in."""
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type, checked by @needs
    return request.user


def may(request: HttpRequest) -> dict[str, bool]:
    """What the reader may do, for a template: ``may_change_board`` and the like. Auditors are shown no button."""
    return {f"may_{can.name.lower()}": allowed(reader(request), can) for can in Can}


def fair_at(request: HttpRequest, fair_id: int) -> Fair:
    """The fair of an address. Raises Http404 where its reader may not see it, as if there were none."""
    return get_object_or_404(visible_fairs(reader(request)), pk=fair_id)


def part_at(fair: Fair, model: type[Part], number: int) -> Part:
    """A row of a fair. Raises Http404 where it is another fair's."""
    return get_object_or_404(model, fair=fair, pk=number)
