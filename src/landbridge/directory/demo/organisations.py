"""The organisations of the demonstration: invented ones of both sides, some verified, some with contacts who agree."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from landbridge.base.text import language_of
from landbridge.directory.actions.checks import verify
from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.many_organisations import add_contacts, add_organisations
from landbridge.directory.actions.organisations import add_organisation
from landbridge.directory.actions.rows import change_rows
from landbridge.directory.actions.settling import settle
from landbridge.directory.demo.inventing import invent, number, numbers, words
from landbridge.directory.models import Organisation
from landbridge.people.actions.consents import give_consent
from landbridge.people.actions.many_persons import add_persons, take_first_consents
from landbridge.people.actions.persons import add_person
from landbridge.people.models import Purpose, Side, User
from landbridge.people.models.consents import ConsentChannel

COUNTRIES = {Side.HOST: "KR", Side.GUEST: "CN"}
TEXTS = {Side.HOST: "ko", Side.GUEST: "zh-hans"}


@transaction.atomic
def make(*, host: User, guest: User) -> int:
    """Make the organisations of both sides that are missing; gives how many were made.

    Those written by hand are made unless the side has organisations already, and those invented by number unless one
    of them is there: what somebody changed since stays as it is.
    """
    made = 0
    for manager in (host, guest):
        if not Organisation.objects.filter(side=manager.side).exists():
            made += len(make_first(manager))
        if not Organisation.objects.filter(side=manager.side, number__in=numbers(manager.side)).exists():
            made += len(_make_invented(manager))
    return made


def make_first(manager: User) -> list[Organisation]:
    """Make the organisations of a manager's side that were written by hand."""
    said = words("demo_first.toml")[manager.side]
    made = [_make(manager, place, one) for place, one in enumerate(said, start=1)]
    settle(made, by=None)
    for one, facts in zip(made, said, strict=True):
        _verify(one, *facts.get("verified", (0, 0)), by=manager)
    return made


def _make_invented(manager: User) -> list[Organisation]:
    invented = invent(manager.side, timezone.localdate())
    made = add_organisations([one.facts for one in invented], by=manager, side=manager.side)
    told = [
        (organisation, contact) for organisation, one in zip(made, invented, strict=True) for contact in one.contacts
    ]
    persons = add_persons([person for _one, (person, _title, _agrees) in told], by=manager, side=manager.side)
    pairs = [(one, person, title) for person, (one, (_said, title, _agrees)) in zip(persons, told, strict=True)]
    add_contacts(pairs, by=manager)
    agree = [person for person, (_one, (_said, _title, agrees)) in zip(persons, told, strict=True) if agrees]
    for purpose, those in ((Purpose.SERVICE, persons), (Purpose.CROSS_BORDER, agree)):
        take_first_consents(those, purpose, channel=ConsentChannel.PAPER)
    for organisation, one in zip(made, invented, strict=True):
        _verify(organisation, one.level, one.valid_days, by=manager)
    return made


def _make(manager: User, place: int, said: dict[str, Any]) -> Organisation:
    side = Side(manager.side)
    one = add_organisation(
        by=manager, side=side, settle=False, country=COUNTRIES[side], kind=said.get("kind", "company"),
        region=said["region"], name_ko=said["ko"], name_zh=said["zh"], name_en=said["en"],
        number_kind="brn" if side == Side.HOST else "uscc", number=number(side, place) if "founded" in said else "",
        founded=said.get("founded"), employees=said.get("employees"), about=said["about"],
    )  # fmt: skip
    for kind, rows in _rows(said).items():
        if rows:
            change_rows(one, kind, rows, by=manager, version=one.version, index=False)
    if contact := said.get("contact"):
        _add_contact(one, contact, agrees=said["agrees"], by=manager)
    return one


def _rows(said: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    today = timezone.localdate()
    items = [("offer", text) for text in said["offers"]] + [("seek", text) for text in said["seeks"]]
    codes = [code.split() for code in said["industries"]]
    return {
        "items": [{"kind": kind, "text": text, "language": language_of(text)} for kind, text in items],
        "exports": [
            {"year": int(year), "amount": amount, "currency": "USD"} for year, amount in said["exports"].items()
        ],
        "industries": [{"scheme": scheme, "code": code} for scheme, code in codes],
        "certifications": [
            {"name": name, "expires_on": today + timedelta(days=days)} for name, days in said["certificates"]
        ],
    }


def _add_contact(one: Organisation, said: list[str], *, agrees: bool, by: User) -> None:
    script, family, given, latin, title = said
    latin_family, latin_given = latin.split()
    names = [
        {"script": script, "family": family, "given": given},
        {"script": "Latn", "family": latin_family, "given": latin_given},
    ]
    person = add_person(
        by=by, side=one.side, names=names, email=f"{latin_given}.{latin_family}@demo.example".lower(),
        residence=one.country, language=TEXTS[Side(one.side)],
    )  # fmt: skip
    add_contact(one, person, by=by, title=title)
    for purpose in (Purpose.SERVICE, *((Purpose.CROSS_BORDER,) if agrees else ())):
        give_consent(person, purpose, by=None, channel=ConsentChannel.PAPER)


def _verify(one: Organisation, level: int, days: int, *, by: User) -> None:
    if level:
        source = "사업자등록 상태 조회 (시연)" if one.side == Side.HOST else "国家企业信用信息公示系统（演示）"
        expires = timezone.localdate() + timedelta(days=days) if days else None
        verify(one, by=by, level=level, source=source, expires_on=expires)
