"""From an address to a row: what its reader may not see is not there."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from landbridge.directory.models import Organisation
from landbridge.directory.queries.organisations import (
    editable_organisations,
    own_organisations,
    visible_organisations,
)
from landbridge.people.models import User


def reader(request: HttpRequest) -> User:
    """Who asks; the views here are behind ``@needs``, so somebody is signed in."""
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type, checked by @needs
    return request.user


def organisation_at(request: HttpRequest, organisation_id: int) -> Organisation:
    """The organisation of an address. Raises Http404 where its reader may not see it, as if there were none."""
    return get_object_or_404(visible_organisations(reader(request)), pk=organisation_id)


def first_words(refused: ValidationError) -> str:
    """What an action refused, in one sentence, for a page without a form."""
    return " ".join(refused.messages)


def editable_at(request: HttpRequest, organisation_id: int) -> Organisation:
    """The organisation of an address, for whoever may change its facts; Http404 for everybody else."""
    return get_object_or_404(editable_organisations(reader(request)), pk=organisation_id)


def own_at(request: HttpRequest, organisation_id: int) -> Organisation:
    """The organisation of an address, for whoever may know what is confidential about it; Http404 otherwise."""
    return get_object_or_404(own_organisations(reader(request)), pk=organisation_id)
