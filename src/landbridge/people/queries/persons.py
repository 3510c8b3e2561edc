"""Whom a reader may see, and how persons are found."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Exists, Q, QuerySet

from landbridge.base.search.finding import found
from landbridge.people.models import ConsentState, Person, Purpose, Role, Side, TransferFlow, User
from landbridge.people.queries.consents import with_consent
from landbridge.people.rules import OTHER_SIDE

#: The column that puts persons in the order of a language.
SORT_COLUMN = {"ko": "sort_ko", "zh-hans": "sort_zh", "en": "sort_en"}


def visible_persons(user: User) -> QuerySet[Person]:
    """The persons a reader may see: what ``rules.can_see_person`` says of one, as a query.

    Staff and auditors of a side see its own, and those of the other side who consent to it now while a flow that
    way is switched on. Everybody sees themselves. All of it is asked by the database when the rows are fetched, so a
    withdrawal shows in the same request.
    """
    if not user.is_active:
        return Person.objects.none()
    may_see = Q(user=user)
    if user.side in OTHER_SIDE and user.role in {Role.MANAGER, Role.AUDITOR}:
        may_see |= Q(side=user.side) | _who_crossed(OTHER_SIDE[user.side], user.side)
    return Person.objects.filter(may_see, erased_at=None)


def editable_persons(user: User) -> QuerySet[Person]:
    """The persons a reader may change: managers those of their own side."""
    if not user.is_active or user.role != Role.MANAGER or user.side not in OTHER_SIDE:
        return Person.objects.none()
    return Person.objects.filter(side=user.side, erased_at=None)


def count_hidden(persons: QuerySet[Person], user: User) -> int:
    """How many of ``persons`` the reader is not shown: "1 contact not shown". Erased ones are nobody any more."""
    return persons.filter(erased_at=None).exclude(pk__in=visible_persons(user).values("pk")).count()


def find_persons(
    user: User,
    *,
    query: str = "",
    side: str = "",
    purpose: str = "",
    has_account: bool | None = None,
) -> QuerySet[Person]:
    """Visible persons, narrowed by name (any of them, in any order and script), side, consent and account.

    An e-mail address finds persons of the reader's own side only: the other side's addresses are not shown, and
    must not be guessed by trying either.
    """
    persons = visible_persons(user)
    if query:
        named = Q(pk__in=found("person", query).order_by().values("object_id"))
        if "@" in query:
            named |= Q(side=user.side, email__iexact=query.strip()) & ~Q(email="")
        persons = persons.filter(named)
    if side:
        persons = persons.filter(side=side)
    if purpose:
        persons = with_consent(persons, purpose)
    if has_account is not None:
        persons = persons.filter(user__isnull=not has_account)
    return persons.prefetch_related("names")


def accounts_without_person(side: str) -> QuerySet[User]:
    """The open accounts of a side that no person stands behind yet."""
    return User.objects.filter(side=side, is_active=True, person=None).order_by("name", "pk")


def _who_crossed(from_side: str, to_side: str) -> Q:
    regions = settings.LANDBRIDGE_REGIONS
    flows = TransferFlow.objects.filter(
        is_on=True, purpose=Purpose.CROSS_BORDER, from_region=regions[from_side], to_region=regions[to_side]
    )
    # From the states inwards: their index holds those who agree, while a side's persons may be many more.
    agreed = ConsentState.objects.filter(purpose=Purpose.CROSS_BORDER, granted=True).values("person")
    return Q(side=from_side, pk__in=agreed) & Q(Exists(flows))


def sides_shown(user: User) -> list[str]:
    """The sides whose persons a reader may come across, their own first."""
    return [user.side, OTHER_SIDE[user.side]] if user.side in OTHER_SIDE else [side for side in Side.values if side]
