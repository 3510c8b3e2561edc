"""Every page that lists rows, and how a row comes into being: ``test_query_counts`` asks each with 1 and with 30.

``LISTS`` holds, by the address (what stands behind ``#`` only tells two of one address apart), a function that makes
one more row of it; it is given a host manager and a number that was not used before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from landbridge.agreements.models import Agreement, Body, Obligation
from landbridge.directory.models import Contact, Item, Organisation, SavedView, Verification
from landbridge.matching.models import Exclusion, Recommendation, SavedSearch
from landbridge.people.models import Notice, Person, User
from landbridge.programmes.models import Call
from tests.agreements.approving import an_office, asked_by, given_in
from tests.agreements.made import LONG_AGO, a_body, a_promise, a_report, a_tie, an_exchange, signed_quickly
from tests.directory.facts import made
from tests.people.people import a_person
from tests.programmes.addresses import CALL_LISTS
from tests.programmes.rows import a_call, a_firm, a_programme, an_application
from tests.programmes.screening.lists import SCREENING_LISTS

Make = Callable[[User, int], Any]
ONE = 424_242  # the number of an organisation whose contacts are listed


def _organisation(user: User, number: int) -> Organisation:
    one = made(user, name_en=f"Listed {number}", name_ko=f"목록 {number}")
    Contact.objects.create(organisation=one, person=a_person("host"))
    return one


def _person(_user: User, _number: int) -> Person:
    return a_person("host", names=[{"script": "Latn", "family": "Listed", "given": "Someone"}])


def _crossing(_user: User, _number: int) -> Person:
    return a_person("guest", crosses=True)


def _the_one(user: User) -> Organisation:
    facts = {"sort_ko": "one", "sort_zh": "one", "sort_en": "one"}
    return Organisation.objects.get_or_create(pk=ONE, side=user.side, country="KR", name_en="One", defaults=facts)[0]


def _contact(user: User, _number: int) -> Contact:
    return Contact.objects.create(organisation=_the_one(user), person=a_person(user.side))


def _verification(user: User, number: int) -> Verification:
    return Verification.objects.create(organisation=_the_one(user), by=user, level=0, source=f"Gazette {number}")


def _notice(user: User, number: int) -> Notice:
    return Notice.objects.create(
        receiver=user, code="x", language="en", subject=f"Told {number}", body="Told", key=f"listed-{number}"
    )


def _application(_user: User, number: int) -> Any:
    call = Call.objects.first() or a_call(a_programme())
    return an_application(call, a_firm(name=f"Listed {number}"))


def _application_of_a_person(_user: User, _number: int) -> Any:
    call = Call.objects.first() or a_call(a_programme())
    return an_application(call, person=a_person("host"))


def _agreement(user: User, number: int) -> object:
    """One with promises and reports; the first also stands on the pages of bodies."""
    agreement = signed_quickly(title_en=f"Listed {number}", promises=2)
    a_report(agreement.obligations.all()[0], user)
    return agreement


def _promise(user: User, number: int) -> object:
    agreement = Agreement.objects.filter(pk=ONE).first()
    if agreement is None:
        agreement = Agreement.objects.create(
            pk=ONE, side="host", title_en="One", original="en", state="drafted", signed_on=LONG_AGO
        )
    promise = a_promise(agreement, title_en=f"Listed {number}")
    Agreement.objects.filter(pk=ONE).update(state="in_force")
    a_report(Obligation.objects.select_related("agreement").get(pk=promise.pk), user)
    Agreement.objects.filter(pk=ONE).update(state="drafted")
    return promise


def _body_of_one(_user: User, number: int) -> object:
    body = Body.objects.filter(pk=ONE).first() or Body.objects.create(pk=ONE, side="host", country="KR", name_en="One")
    guest = a_body("guest", name_en=f"Listed {number}")
    a_tie(host=body, guest=guest)
    return an_exchange(host=body, guest=guest, title_en=f"Listed {number}")


def _recommended(user: User, number: int) -> Recommendation:
    one, other = _the_one(user), a_firm("guest", f"Listed {number}", level=2)
    offer, seek = (
        Item.objects.create(organisation=of, kind=kind, language="en", text="Lidar")
        for of, kind in ((other, "offer"), (one, "seek"))
    )
    ends = {
        name: {"item": end.pk, "text": "Lidar", "language": "en"} for name, end in (("seek", seek), ("offer", offer))
    }
    way = {**ends, "shared": [], "similar": [], "codes": []}
    return Recommendation.objects.create(
        organisation=one, other=other, rank=1, fit=0.5, net=0.5, made_at=timezone.now(),
        reasons={"there": way, "back": None, "lowered": []},
    )  # fmt: skip


def _excluded(user: User, number: int) -> Exclusion:
    other = a_firm("guest", f"Listed {number}")
    return Exclusion.objects.create(kind="never_meet", organisation=_the_one(user), other=other, by=user)


LISTS: dict[str, Make] = {
    f"/organisations/{ONE}/matches": _recommended,
    f"/organisations/{ONE}/matches#said": _excluded,
    f"/api/v1/organisations/{ONE}/matches": _recommended,
    "/applications/": _application,
    "/applications/?state=submitted#persons": _application_of_a_person,
    "/agreements/": _agreement,
    "/agreements/?q=listed": _agreement,
    f"/agreements/{ONE}/": _promise,
    "/bodies/": lambda _user, number: a_body("guest", name_en=f"Listed {number}"),
    "/bodies/#with-agreements": _agreement,
    f"/bodies/{ONE}/": _body_of_one,
    "/exchanges/": lambda _user, number: an_exchange(title_en=f"Listed {number}"),
    "/approvals/?view=asked": lambda user, number: asked_by(user, f"Listed {number}"),
    "/approvals/?view=under_way": lambda user, number: asked_by(user, f"Listed {number}"),
    "/approvals/delegations": lambda user, number: given_in(an_office(user.side, str(number))),
    "/organisations/?view=all": _organisation,
    "/organisations/?q=listed": _organisation,
    "/organisations/?q=listed&sort=name&column=contacts&column=industries": _organisation,
    "/organisations/?view=all#saved": lambda user, number: SavedView.objects.create(user=user, name=f"List {number}"),
    "/organisations/pick?q=listed": _organisation,
    "/search/?q=listed": _organisation,
    "/search/kept/": lambda user, number: SavedSearch.objects.create(
        user=user, name=f"Listed {number}", words="ash", language="en"
    ),
    "/api/v1/search?size=50&q=listed": _organisation,
    "/people/persons/": _person,
    "/people/persons/#of-the-other-side": _crossing,
    "/people/persons/?find=listed": _person,
    "/people/persons/pick?q=listed": _person,
    "/inbox/": _notice,
    "/api/v1/organisations?size=100": _organisation,
    "/api/v1/organisations?size=100&q=listed": _organisation,
    f"/api/v1/organisations/{ONE}/contacts": _contact,
    f"/api/v1/organisations/{ONE}/verifications": _verification,
    "/api/v1/persons?size=100": _person,
    "/api/v1/persons?size=100#of-the-other-side": _crossing,
    "/api/v1/persons?size=100&find=listed": _person,
}

LISTS |= CALL_LISTS | SCREENING_LISTS
