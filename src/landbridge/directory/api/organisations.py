"""Organisations: find, read, add and change them, and their rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status

from landbridge.base.keyset import keyset_page
from landbridge.base.versions import Stale
from landbridge.directory.actions.organisations import add_organisation, edit_organisation
from landbridge.directory.actions.rows import ROWS, change_rows
from landbridge.directory.api.shapes import (
    CertificationRow,
    ExportRow,
    IndustryRow,
    ItemRow,
    OrganisationChange,
    OrganisationConflict,
    OrganisationLine,
    OrganisationNew,
    OrganisationOut,
    OrganisationPage,
    Sent,
    organisation_shown,
)
from landbridge.directory.forms.filters import OrganisationFilters
from landbridge.directory.models import Organisation
from landbridge.directory.queries.lists import organisations_ordered
from landbridge.directory.queries.organisations import editable_organisations, visible_organisations
from landbridge.directory.rules import Can
from landbridge.people.api.door import actor, opens
from landbridge.people.api.problems import Text, problem
from landbridge.people.models import User
from landbridge.people.rules import Scope, acting_side

router = Router(tags=["organisations"])

READ, WRITE = Scope.ORGANISATIONS_READ, Scope.ORGANISATIONS_WRITE


class OrganisationQuery(Schema):
    """The filters of the page of organisations, by the same names; a filter the owner may not use narrows nothing."""

    q: Text = ""
    side: Text = ""
    kind: Text = ""
    country: Text = ""
    region: Text = ""
    level: Text = ""
    industry: Text = ""
    blocked: Text = ""
    exports: Text = ""
    currency: Text = "USD"
    since: Text = ""
    sort: Text = ""
    cursor: Text = ""
    size: int = Field(50, ge=1, le=100)


@router.get(
    "/organisations",
    url_name="organisations",
    summary=gettext_noop("Find organisations"),
    **opens(READ, can=Can.SEE_ORGANISATIONS, answer=OrganisationPage),
)
def list_organisations(request: HttpRequest, query: Query[OrganisationQuery]) -> OrganisationPage:
    """Organisations, narrowed and in order; names go by the order of the reader's language."""
    user = actor(request)
    filters = OrganisationFilters(request.GET, user=user)
    if filters.errors:
        raise ValidationError(filters.errors.as_data())
    listed = organisations_ordered(user, filters.sought, sort=filters.sorting, language=get_language() or "en")
    page = keyset_page(listed.rows, order=listed.order, cursor=query.cursor, size=query.size)
    rows = [OrganisationLine.from_orm(row) for row in page.rows]
    return OrganisationPage(rows=rows, count=listed.count, next=page.next_cursor, previous=page.previous_cursor)


@router.post(
    "/organisations",
    url_name="organisations",
    summary=gettext_noop("Add an organisation"),
    **opens(WRITE, can=Can.ADD_ORGANISATION, answer=OrganisationOut, ok=201),
)
def add(request: HttpRequest, sent: OrganisationNew) -> Status[OrganisationOut]:
    """A new organisation of one's own side; it is looked up in the blacklists, and duplicates are looked for."""
    user = actor(request)
    made = add_organisation(by=user, side=acting_side(user), **sent.dict(exclude_unset=True))
    return Status(201, organisation_shown(made, user))


@router.get(
    "/organisations/{int:organisation_id}",
    url_name="organisation",
    summary=gettext_noop("Read an organisation"),
    **opens(READ, can=Can.SEE_ORGANISATIONS, answer=OrganisationOut),
)
def read(request: HttpRequest, organisation_id: int) -> OrganisationOut:
    """One organisation with its rows."""
    user = actor(request)
    return organisation_shown(get_object_or_404(visible_organisations(user), pk=organisation_id), user)


@router.patch(
    "/organisations/{int:organisation_id}",
    url_name="organisation",
    summary=gettext_noop("Change an organisation"),
    **opens(WRITE, can=Can.EDIT_ORGANISATION, answer=OrganisationOut, conflict=OrganisationConflict),
)
def change(request: HttpRequest, organisation_id: int, sent: OrganisationChange) -> OrganisationOut | HttpResponse:
    """Change some facts. 409 with the organisation as it is now, if it changed since ``version``."""
    facts = sent.dict(exclude_unset=True)
    version = facts.pop("version")

    def work(organisation: Organisation, user: User) -> None:
        edit_organisation(organisation, by=user, version=version, **facts)

    return _changed(request, organisation_id, work)


class Items(Sent):
    """All the offers and needs there shall be."""

    version: int = Field(ge=1, le=2**31 - 1)
    rows: list[ItemRow] = Field(max_length=200)


class Exports(Sent):
    """All the export figures there shall be."""

    version: int = Field(ge=1, le=2**31 - 1)
    rows: list[ExportRow] = Field(max_length=200)


class Industries(Sent):
    """All the industry codes there shall be."""

    version: int = Field(ge=1, le=2**31 - 1)
    rows: list[IndustryRow] = Field(max_length=200)


class Certifications(Sent):
    """All the certificates there shall be."""

    version: int = Field(ge=1, le=2**31 - 1)
    rows: list[CertificationRow] = Field(max_length=200)


_PUT = opens(WRITE, can=Can.EDIT_ORGANISATION, answer=OrganisationOut, conflict=OrganisationConflict)


@router.put(
    "/organisations/{int:organisation_id}/items",
    url_name="items",
    summary=gettext_noop("Set what an organisation offers and seeks"),
    **_PUT,
)
def put_items(request: HttpRequest, organisation_id: int, sent: Items) -> OrganisationOut | HttpResponse:
    """Rows with an ``id`` are changed, those without are new, and others go."""
    return _put(request, organisation_id, "items", sent.version, sent.rows)


@router.put(
    "/organisations/{int:organisation_id}/exports",
    url_name="exports",
    summary=gettext_noop("Set an organisation’s export figures"),
    **_PUT,
)
def put_exports(request: HttpRequest, organisation_id: int, sent: Exports) -> OrganisationOut | HttpResponse:
    """Rows with an ``id`` are changed, those without are new, and others go."""
    return _put(request, organisation_id, "exports", sent.version, sent.rows)


@router.put(
    "/organisations/{int:organisation_id}/industries",
    url_name="industries",
    summary=gettext_noop("Set an organisation’s industry codes"),
    **_PUT,
)
def put_industries(request: HttpRequest, organisation_id: int, sent: Industries) -> OrganisationOut | HttpResponse:
    """Rows with an ``id`` are changed, those without are new, and others go."""
    return _put(request, organisation_id, "industries", sent.version, sent.rows)


@router.put(
    "/organisations/{int:organisation_id}/certifications",
    url_name="certifications",
    summary=gettext_noop("Set an organisation’s certificates"),
    **_PUT,
)
def put_certifications(
    request: HttpRequest, organisation_id: int, sent: Certifications
) -> OrganisationOut | HttpResponse:
    """Rows with an ``id`` are changed, those without are new, and others go."""
    return _put(request, organisation_id, "certifications", sent.version, sent.rows)


def _put(
    request: HttpRequest, organisation_id: int, kind: str, version: int, sent: Sequence[Sent]
) -> OrganisationOut | HttpResponse:
    rows = [row.dict(exclude={"id"}) | ({"pk": row.id} if row.id else {}) for row in sent]  # type: ignore[attr-defined]

    def work(organisation: Organisation, user: User) -> None:
        there = set(ROWS[kind].objects.filter(organisation=organisation).values_list("pk", flat=True))
        if {row["pk"] for row in rows if "pk" in row} - there:
            raise Http404  # another organisation's, or nobody's: there is no telling which
        change_rows(organisation, kind, rows, by=user, version=version)

    return _changed(request, organisation_id, work)


def _changed(
    request: HttpRequest, organisation_id: int, work: Callable[[Organisation, User], None]
) -> OrganisationOut | HttpResponse:
    """Change an organisation that the key's owner may change, and tell how it is then."""
    user = actor(request)
    try:
        with transaction.atomic():
            organisation = get_object_or_404(editable_organisations(user), pk=organisation_id)
            work(organisation, user)
    except Stale:
        current = get_object_or_404(visible_organisations(user), pk=organisation_id)
        told = problem("stale", _("It was changed meanwhile. “current” is how it is now."))
        whole = OrganisationConflict(**told, current=organisation_shown(current, user))
        return JsonResponse(whole.model_dump(mode="json"), status=409)
    return organisation_shown(organisation, user)
