"""Organisations and people thought up by combining syllables and sectors: the same each time, for the seed is fixed.

The words are in ``wording/demo_names.toml`` and ``wording/demo_sectors.toml``. Nothing here touches the database.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from itertools import product
from typing import Any

from landbridge.base.identifiers import brn_check_digit, uscc_check_character

OF_A_SIDE = 100
SECOND_CONTACTS = 79  #: of a side: so many of its organisations have a second contact
#: In which language each side writes, in the order of the words in the files.
LANGUAGES = ("ko", "zh-hans", "en")
_OWN = {"host": 0, "guest": 1}
_FIRST_PLACE = 101  #: the serial of the first registration number; those before it are of the ones written by hand


@dataclass(frozen=True, slots=True)
class Invented:
    """An organisation as ``add_organisations`` takes it, its contacts with their positions, and how far it is known.

    ``contacts``: (what ``add_persons`` takes, position, whether the other side may see them). ``valid_days``: until a
    verification of ``level`` ends; 0: never.
    """

    facts: dict[str, Any]
    contacts: list[tuple[dict[str, Any], str, bool]]
    level: int
    valid_days: int


def words(name: str) -> dict[str, Any]:
    """A file of words beside this app."""
    return tomllib.loads(files("landbridge.directory.wording").joinpath(name).read_text("utf-8"))


def number(side: str, place: int) -> str:
    """A number its register could give out, but did not: Korea has no tax office 999, and the serials are low."""
    if side == "host":
        nine = f"99981{place:04d}"
        return nine + brn_check_digit(nine)
    seventeen = f"91500112MA9X{place:05d}"
    return seventeen + uscc_check_character(seventeen)


def numbers(side: str) -> list[str]:
    """The numbers of the invented organisations of a side."""
    return [number(side, _FIRST_PLACE + place) for place in range(OF_A_SIDE)]


def invent(side: str, today: date) -> list[Invented]:
    """The organisations of a side, with certificates and figures that are current on a day."""
    names, sectors = words("demo_names.toml"), words("demo_sectors.toml")["sectors"]
    chance = random.Random(f"landbridge {side}")  # noqa: S311 - the same each time is what is wanted
    told = names[side]
    beginnings = [
        f"{first}|{second}" for second, first in product(range(len(told["second"])), range(len(told["first"])))
    ]
    foreign = list(zip(names["foreign"]["given"], names["foreign"]["families"], strict=True))
    people = _people(side, told, chance)
    made = []
    for place, beginning in enumerate(beginnings[:OF_A_SIDE]):
        first, second = (int(part) for part in beginning.split("|"))
        sector = sectors[place % len(sectors)]
        facts = _facts(side, place, _name(side, told["first"][first], told["second"][second], sector), sector, chance)
        facts |= _rows(side, sector, chance, today)
        # No two of one sector are in one place: names that sound alike would be taken for one.
        facts["region"] = told["regions"][(place + place // len(sectors)) % len(told["regions"])]
        contacts = []
        for turn in range(2 if place < SECOND_CONTACTS else 1):
            person = next(people)
            if turn and foreign and place % 9 == 4:
                person = _foreigner(side, *foreign.pop())
            title = told["titles"][chance.randrange(len(told["titles"]))]
            contacts.append((person, title, chance.random() < 0.62))
        level = chance.choices((0, 1, 2, 3), (15, 25, 45, 15))[0]
        made.append(Invented(facts, contacts, level, _valid_days(chance) if level else 0))
    return made


def _valid_days(chance: random.Random) -> int:
    """Until when a verification holds: for some for good (0), for a few not much longer, for most about a year."""
    return chance.choices((0, chance.randrange(12, 58), chance.randrange(70, 365)), (20, 5, 75))[0]


def _name(side: str, first: list[str], second: list[str], sector: dict[str, Any]) -> dict[str, str]:
    korean, chinese, english = (one + two for one, two in zip(first, second, strict=True))
    korean, chinese, english = korean + sector["ko"], chinese + sector["zh"], f"{english} {sector['en']}"
    if side == "guest":
        return {"name_zh": f"重庆{chinese}有限公司", "name_ko": f"충칭{korean}", "name_en": english}
    return {"name_ko": korean, "name_zh": chinese, "name_en": english}


def _facts(
    side: str, place: int, name: dict[str, str], sector: dict[str, Any], chance: random.Random
) -> dict[str, Any]:
    about = sector["about_ko" if side == "host" else "about_zh"]
    low, high = sector["employees"]
    slug = name["name_en"].lower().replace(" ", "-")
    facts = {
        **name,
        "kind": "company",
        "country": "KR" if side == "host" else "CN",
        "number_kind": "brn" if side == "host" else "uscc",
        "number": number(side, _FIRST_PLACE + place),
        "founded": chance.randrange(1988, 2024),
        "employees": int(low * (high / low) ** chance.random()),
        "website": f"https://{slug}.demo.example",
        "about": chance.choice(about),
    }
    # Some are known by the names they have at home only.
    if place % 7 == 3:
        facts["name_zh" if side == "host" else "name_ko"] = ""
    if place % 11 == 5:
        facts["name_en"] = ""
    return facts


def _rows(side: str, sector: dict[str, Any], chance: random.Random, today: date) -> dict[str, Any]:
    own, other = _OWN[side], 1 - _OWN[side]
    offers = chance.sample(sector["products"], chance.choice((1, 2, 2, 3)))
    needs = chance.sample(sector["needs"], chance.choice((1, 1, 2)))
    # The first is said in the language of the side; further ones at times in the other's, or in English.
    items = []
    for kind, texts in (("offer", offers), ("seek", needs)):
        for turn, text in enumerate(texts):
            language = own if turn == 0 else chance.choice((own, other, 2))
            items.append({"kind": kind, "text": text[language], "language": LANGUAGES[language]})
    low, high = sector["exports"]
    exports = []
    if high and chance.random() < 0.8:
        amount = low * (high / low) ** chance.random() * 1000
        for year in range(today.year - chance.choice((2, 2, 3)), today.year):
            exports.append({"year": year, "amount": round(amount, -4) or 10_000, "currency": "USD"})
            amount *= chance.uniform(0.85, 1.3)
    certificates = chance.sample(sector["certificates"], chance.choice((0, 1, 1, len(sector["certificates"]))))
    scheme = "ksic" if side == "host" else "gbt4754"
    return {
        "items": items,
        "exports": exports,
        "industries": [{"scheme": scheme, "code": sector[scheme]}],
        "certifications": [
            _certificate(name, today + timedelta(days=chance.choice((-40, 25, 120, 300, 540, 900))))
            for name in certificates
        ],
    }


def _certificate(name: str, expires_on: date) -> dict[str, Any]:
    """One that was issued for three years."""
    return {
        "name": name,
        "issued_by": "Demo Certification",
        "issued_on": expires_on - timedelta(days=1095),
        "expires_on": expires_on,
    }


def _people(side: str, told: dict[str, Any], chance: random.Random) -> Any:
    """People without end, no name twice."""
    everybody = list(product(told["families"], told["given"], told["last"]))
    chance.shuffle(everybody)
    home, abroad = ("Hang", "Hans") if side == "host" else ("Hans", "Hang")
    own, other = _OWN[side], 1 - _OWN[side]
    for turn, (family, given, last) in enumerate(everybody):
        latin = (family[2], f"{given[2]}{last[2]}")
        names = [
            {"script": home, "family": family[own], "given": given[own] + last[own]},
            {"script": "Latn", "family": latin[0], "given": latin[1]},
        ]
        if turn % 3 == 0:
            names.append({"script": abroad, "family": family[other], "given": given[other] + last[other]})
        yield {
            "names": names,
            "email": f"{latin[1]}.{latin[0]}.{turn}@demo.example".lower(),
            "residence": "KR" if side == "host" else "CN",
            "language": LANGUAGES[own],
        }


def _foreigner(side: str, given: str, family: str) -> dict[str, Any]:
    return {
        "names": [{"script": "Latn", "family": family, "given": given, "order": "given_first"}],
        "email": f"{given}.{family}.{side}@demo.example".lower(),
        "residence": "KR" if side == "host" else "CN",
        "language": "en",
    }
