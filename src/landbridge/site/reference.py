"""What the API tells besides rows of people and organisations: working days, rates, registration numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from landbridge.base.calendar import BOTH, FURTHEST, count_joint_working_days
from landbridge.base.identifiers import BadNumber, check_number, display_number, guess_kind
from landbridge.base.rates import rate_on
from landbridge.base.rules import Can as Shared
from landbridge.directory.rules import Can
from landbridge.people.api.door import opens
from landbridge.people.api.problems import Text
from landbridge.people.rules import Scope

router = Router(tags=["reference"])
ANY = tuple(Scope)
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)  #: between which the calendars can be told


class Counted(Schema):
    """A working day. It ``is_provisional`` where a year on the way may still change."""

    day: date
    is_provisional: bool


class CountQuery(Schema):
    """From where, and how far; of both countries unless one is named."""

    day: date = Field(ge=FIRST, le=LAST)
    days: int = Field(ge=-FURTHEST, le=FURTHEST)
    country: Literal["", "KR", "CN"] = ""


class RateOut(Schema):
    """One unit of ``base`` in ``quote``, and of which day the rate is."""

    base: str
    quote: str
    day: date
    rate: Decimal
    source: str


class RateQuery(Schema):
    """The pair and the day; today without one."""

    base: str = Field(pattern="^[A-Z]{3}$")
    quote: str = Field(pattern="^[A-Z]{3}$")
    day: date | None = Field(None, ge=FIRST, le=LAST)


class NumberQuery(Schema):
    """A number, and its register: guessed by its form without one."""

    number: Text = Field(max_length=100)
    kind: Literal["", "brn", "uscc", "other"] = ""


class NumberOut(Schema):
    """Whether its register can have given a number out; if not, ``message`` says what is wrong, and where."""

    kind: str
    is_sound: bool
    number: str
    shown: str
    message: str


@router.get(
    "/working-days",
    url_name="working_days",
    summary=gettext_noop("Count joint working days"),
    **opens(*ANY, can=Shared.SEE_CALENDAR, answer=Counted),
)
def working_days(request: HttpRequest, query: Query[CountQuery]) -> Counted:
    """The day that is so many joint working days after another, or before it."""
    reached = count_joint_working_days(query.day, query.days, (query.country,) if query.country else BOTH)
    return Counted(day=reached.day, is_provisional=reached.is_provisional)


@router.get(
    "/rates",
    url_name="rates",
    summary=gettext_noop("Read an exchange rate"),
    **opens(*ANY, can=Shared.SEE_RATES, answer=RateOut),
)
def rates(request: HttpRequest, query: Query[RateQuery]) -> RateOut:
    """The last rate on or before a day, ten days old at most; 404 where there is none."""
    rate = rate_on(query.base, query.quote, query.day or timezone.localdate())
    if rate is None:
        raise Http404
    return RateOut(base=rate.base, quote=rate.quote, day=rate.day, rate=rate.rate, source=rate.source)


@router.get(
    "/identifiers/check",
    url_name="identifier_check",
    summary=gettext_noop("Check a registration number"),
    **opens(*ANY, can=Can.SEE_ORGANISATIONS, answer=NumberOut),
)
def identifier_check(request: HttpRequest, query: Query[NumberQuery]) -> NumberOut:
    """Whether a number can be one of its register."""
    kind = query.kind or guess_kind(query.number) or "other"
    try:
        number = check_number(kind, query.number)
    except BadNumber as error:
        return NumberOut(kind=kind, is_sound=False, number="", shown="", message=error.message())
    return NumberOut(kind=kind, is_sound=True, number=number, shown=display_number(kind, number), message="")
