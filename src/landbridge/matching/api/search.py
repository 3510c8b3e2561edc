"""The search for programs: what the page finds, with its reasons."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_noop
from ninja import Field, Query, Router, Schema

from landbridge.directory.api.shapes import OrganisationLine
from landbridge.matching.forms.searching import SearchForm
from landbridge.matching.planning.searching import search
from landbridge.matching.rules.searching import Can
from landbridge.people.api.door import actor, opens
from landbridge.people.api.problems import Text
from landbridge.people.rules import Scope

router = Router(tags=["matching"])


class SearchQuery(Schema):
    """The words and filters of the page, by the same names. ``what``: offer, seek, or both if empty."""

    q: Text = ""
    side: Text = ""
    kind: Text = ""
    country: Text = ""
    region: Text = ""
    level: Text = ""
    industry: Text = ""
    what: Text = ""
    size: int = Field(20, ge=1, le=50)


class ReasonOut(Schema):
    """Words of the question beside the item's own. ``how``: shared, similar (wording only) or code."""

    how: str
    mine: str
    theirs: str
    share: float
    concept: str = Field(description="What both name, in the language of the answer; may be empty.")


class ItemFound(Schema):
    """The offer or need that fits, as it was written."""

    id: int
    kind: str
    language: str
    text: str
    hs6: str


class OrganisationFound(Schema):
    """One organisation, found by its number, name, offer, seek or profile; ``score`` is from 0 to 1."""

    organisation: OrganisationLine
    score: float
    by: str
    item: ItemFound | None
    reasons: list[ReasonOut]


class SearchAnswer(Schema):
    """The best, how many there are in all, and a notice where meaning is not compared.

    ``notice``: off, failing, building or empty; an empty text where all is well.
    """

    rows: list[OrganisationFound]
    total: int
    notice: str


@router.get(
    "/search",
    url_name="search",
    summary=gettext_noop("Search by name, number or meaning"),
    **opens(Scope.ORGANISATIONS_READ, can=Can.SEARCH, answer=SearchAnswer),
)
def find(request: HttpRequest, query: Query[SearchQuery]) -> SearchAnswer:
    """Organisations by name, registration number, or by what they offer and seek, in whichever language."""
    user = actor(request)
    form = SearchForm(request.GET, user=user)
    if form.errors:
        raise ValidationError(form.errors.as_data())
    found = search(user, form.words, filters=form.filters, language=get_language() or "en", most=query.size)
    rows = [
        OrganisationFound(
            organisation=OrganisationLine.from_orm(row.organisation),
            score=row.score,
            by=row.by,
            item=ItemFound.from_orm(row.item) if row.item else None,
            reasons=[ReasonOut.from_orm(reason) for reason in row.reasons],
        )
        for row in found.rows
    ]
    return SearchAnswer(rows=rows, total=found.total, notice=found.notice)
