"""The organisations of the demonstration: invented ones of both sides, some verified, some with contacts who agree."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from landbridge.base.identifiers import brn_check_digit, uscc_check_character
from landbridge.base.text import language_of
from landbridge.directory.actions.checks import verify
from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.organisations import add_organisation
from landbridge.directory.actions.rows import change_rows
from landbridge.directory.actions.settling import settle
from landbridge.directory.models import Organisation
from landbridge.people.actions.consents import give_consent
from landbridge.people.actions.persons import add_person
from landbridge.people.models import Purpose, Side, User
from landbridge.people.models.consents import ConsentChannel

COUNTRIES = {Side.HOST: "KR", Side.GUEST: "CN"}
TEXTS = {Side.HOST: "ko", Side.GUEST: "zh-hans"}


@transaction.atomic
def make(*, host: User, guest: User) -> int:
    """Make the organisations of both sides, unless a side has some already; gives how many were made."""
    words = tomllib.loads(files("landbridge.directory.wording").joinpath("demo.toml").read_text("utf-8"))
    made: list[Organisation] = []
    for manager in (host, guest):
        if Organisation.objects.filter(side=manager.side).exists():
            continue
        of_side = [_make(manager, place, said) for place, said in enumerate(words[manager.side], start=1)]
        settle(of_side, by=None)
        for one, said in zip(of_side, words[manager.side], strict=True):
            _verify(one, said, by=manager)
        made += of_side
    return len(made)


def _make(manager: User, place: int, said: dict[str, Any]) -> Organisation:
    side = Side(manager.side)
    one = add_organisation(
        by=manager, side=side, settle=False, country=COUNTRIES[side], kind=said.get("kind", "company"),
        region=said["region"], name_ko=said["ko"], name_zh=said["zh"], name_en=said["en"],
        number_kind="brn" if side == Side.HOST else "uscc", number=_number(side, place) if "founded" in said else "",
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


def _number(side: Side, place: int) -> str:
    """A number its register could give out, but did not: Korea has no tax office 999, and the serials are low."""
    if side == Side.HOST:
        nine = f"99981{place:04d}"
        return nine + brn_check_digit(nine)
    seventeen = f"91500112MA9X{place:05d}"
    return seventeen + uscc_check_character(seventeen)


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


def _verify(one: Organisation, said: dict[str, Any], *, by: User) -> None:
    level, days = said.get("verified", (0, 0))
    if level:
        source = "사업자등록 상태 조회 (시연)" if one.side == Side.HOST else "国家企业信用信息公示系统（演示）"
        expires = timezone.localdate() + timedelta(days=days) if days else None
        verify(one, by=by, level=level, source=source, expires_on=expires)
