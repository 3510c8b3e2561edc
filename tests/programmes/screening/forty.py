"""Forty firms of three languages that apply to one call, the marks they get, and what those come to in whole numbers.

Nothing here asks the house how it reckons: a sheet's mark is four times the team and six times the market, so in half
points twice and three times; the mean of two sheets and the bonus points are added up in halves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from landbridge.directory.actions.indexing import index_organisation
from landbridge.directory.models import Organisation
from landbridge.people.models import User
from landbridge.programmes.models import Application, Assignment, Call, Programme
from tests.conftest import make_user
from tests.programmes.applying import LIMIT, a_call_of_every_kind, submitted
from tests.programmes.rows import a_firm, a_programme, an_editor
from tests.programmes.screening.facts import RUBRIC

ALL = 40
OVER_LIMIT = (13, 15, 16)  #: whose exports are too high: an English, a Korean and a Chinese firm
EXPIRED, TOO_OLD = 35, 25  #: whose certificate is of yesterday, or was issued four years ago
PLACES, RESERVE, PASS = 10, 5, 60
EACH = 2  #: evaluators of each application
CERTIFICATE: dict[str, Any] = {
    "code": "certificate", "kind": "bonus", "points": "3", "when": {"certificate": ["ISO 9001"], "within_years": 3},
    "text": {"ko": "유효한 ISO 9001 인증 가점", "zh-hans": "有效ISO 9001认证加分", "en": "Valid ISO 9001 certificate"},
}  # fmt: skip
YOUNG: dict[str, Any] = {
    "code": "young_firm", "kind": "bonus", "points": "5", "when": {"fact": "organisation.age", "at_most": "7"},
    "text": {"ko": "창업 7년 이내 가점", "zh-hans": "成立七年内加分", "en": "At most seven years old"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expected:
    """One application as it must come out; ``total`` is in halves."""

    number: int
    rank: int | None
    result: str
    total: int

    @property
    def shown(self) -> str:
        """The total as it is printed, with two decimals."""
        return f"{self.total // 2}.{5 * (self.total % 2)}0"


def language_of(number: int) -> str:
    """Every fourth firm is Chinese, every fourth writes in English."""
    return {0: "zh-hans", 1: "en"}.get(number % 4, "ko")


def is_certified(number: int) -> bool:
    """Whether a firm has a certificate that counts."""
    return number % 5 == 0 and number not in (EXPIRED, TOO_OLD)


def is_young(number: int) -> bool:
    """Whether a firm was founded in the last seven years."""
    return number % 6 == 0


def halves(number: int, evaluator: int) -> tuple[int, int]:
    """What the ``evaluator``-th evaluator gives a firm for its team and its market, in half points of ten."""
    return 8 + (number * 7 + evaluator * 5) % 13, 7 + (number * 11 + evaluator * 3) % 14


def typed(number: int, evaluator: int) -> dict[str, str]:
    """The same as somebody types it: 7.5."""
    return {code: f"{half / 2:g}" for code, half in zip(("team", "market"), halves(number, evaluator), strict=True)}


def a_call_of_forty(programme: Programme | None = None) -> Call:
    """A joint call that closed a minute ago, with forty applications, each submitted by the firm's own editor."""
    call = a_call_of_every_kind(
        programme=programme or a_programme(name_zh="激光雷达博览会"), rules=[*LIMIT, CERTIFICATE, YOUNG], places=PLACES,
        reserve_places=RESERVE, pass_mark=Decimal(PASS), evaluations_each=EACH, rubric=RUBRIC,
    )  # fmt: skip
    for number in range(1, ALL + 1):
        firm = _a_firm(number)
        exports = {"amount": "20.5m" if number in OVER_LIMIT else "12.5m", "currency": "USD"}
        submitted(call, editor_of(number, firm), firm, exports=exports)
    past = timezone.now() - timedelta(minutes=1)
    Call.objects.filter(pk=call.pk).update(closes_at=past)
    call.refresh_from_db()
    return call


def _a_firm(number: int) -> Organisation:
    today = timezone.localdate()
    names = {"name": f"Firm {number}", "name_ko": f"제{number}기업", "name_zh": f"第{number}企业"}
    founded = today.year - (2 if is_young(number) else 20)
    firm = a_firm("guest" if number % 4 == 0 else "host", founded=founded, **names)
    if number % 5 == 0:
        issued = today - timedelta(days=4 * 366 if number == TOO_OLD else 400)
        expires = today - timedelta(days=1) if number == EXPIRED else None
        firm.certifications.create(name="ISO 9001", issued_on=issued, expires_on=expires)
    index_organisation(firm)
    return firm


def editor_of(number: int, firm: Organisation | None = None) -> User:
    """Who keeps a firm, in its language."""
    email = f"editor@firm{number}.example"
    if firm is None:
        return User.objects.get(email=email)
    zone = "Asia/Shanghai" if firm.side == "guest" else "Asia/Seoul"
    user = make_user(email, side=firm.side, role="company", language=language_of(number), timezone=zone)
    return an_editor(firm, user)


def expected(call: Call, judges: list[User]) -> list[Expected]:
    """How the applications must come out, the best first, by who has which: marks, bonus points, ties, places."""
    have: dict[int, list[int]] = {}
    rows = Assignment.objects.filter(application__call=call).exclude(state__in=("conflict", "ended"))
    order = {judge.pk: place for place, judge in enumerate(judges)}
    for number, judge in rows.values_list("application__number", "evaluator__user"):
        have.setdefault(number or 0, []).append(order[judge])
    assert sorted(have) == [number for number in range(1, ALL + 1) if number not in OVER_LIMIT]
    return list(_ranked(have))


def _ranked(have: dict[int, list[int]]) -> Iterator[Expected]:
    marks = {}
    for number, places in have.items():
        assert len(places) == EACH
        marks[number] = sum(2 * team + 3 * market for team, market in (halves(number, one) for one in places))
    totals = {
        number: mark + 2 * (3 * is_certified(number) + 5 * is_young(number)) for number, mark in marks.items()
    }  # halves, since two sheets are added and not halved
    passing = [number for number, mark in marks.items() if mark >= 2 * PASS]
    passing.sort(key=lambda number: (-totals[number], -marks[number], number))
    for rank, number in enumerate(passing, 1):
        result = "selected" if rank <= PLACES else "reserve" if rank <= PLACES + RESERVE else "rejected"
        yield Expected(number, rank, result, totals[number])
    for number in sorted(marks.keys() - set(passing), key=lambda number: (-totals[number], number)):
        yield Expected(number, None, "rejected", totals[number])


def application_of(call: Call, number: int) -> Application:
    """The application with a number."""
    return call.applications.get(number=number)
