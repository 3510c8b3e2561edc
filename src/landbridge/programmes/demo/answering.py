"""Answers to any form, invented by a fixed seed: what the house knows is filled in, the rest follows the kinds."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from landbridge.directory.models import Organisation
from landbridge.people.models import Person
from landbridge.people.wording.names import display_name
from landbridge.programmes.demo.plans import answers_said
from landbridge.programmes.queries.forms import prefilled
from landbridge.programmes.questions.shape import Form, Kind, Question


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies: an organisation with who speaks for it (name, address), or a person with where they work."""

    organisation: Organisation | None
    person: Person | None
    language: str
    contact: tuple[str, str] = ("", "")
    affiliation: str = ""

    @property
    def side(self) -> str:
        """Whose applicant it is."""
        one = self.organisation or self.person
        assert one is not None  # noqa: S101 - one of the two applies
        return one.side


def answer(form: Form, applicant: Applicant, *, starts_on: date, chance: random.Random) -> dict[str, Any]:
    """An answer to every question that is asked, files apart."""
    said = answers_said()
    given = prefilled(form, organisation=applicant.organisation, person=applicant.person, language=applicant.language)
    for question in form:
        if question.code in given or question.kind is Kind.FILE:
            continue
        special = _SPECIAL.get(question.code)
        known = special(applicant, starts_on, chance) if special else None
        given[question.code] = _invent(question, applicant, said, chance) if known is None else known
    shown = form.visible(given)
    return {code: value for code, value in given.items() if code in shown and value not in ("", None)}


def _invent(
    question: Question, applicant: Applicant, said: Mapping[str, Mapping[str, list[str]]], chance: random.Random
) -> Any:
    """An answer of the question's kind; None where only a person could give one."""
    inventor = _INVENTORS.get(question.kind)
    return inventor(question, applicant, said, chance) if inventor else None


def _text(question: Question, applicant: Applicant, said: Mapping[str, Any], chance: random.Random) -> str:
    words = said.get(question.code) or said["other"]
    text: str = chance.choice(words.get(applicant.language) or words["zh-hans"])
    return text if question.most is None else text[: int(question.most)]


def _number(question: Question, _applicant: Applicant, _said: Mapping[str, Any], chance: random.Random) -> str:
    least, most = float(question.least or 1), float(question.most or 100)
    return str(int(least + (min(most, least * 4 + 20) - least) * chance.random()))


def _money(_question: Question, _applicant: Applicant, _said: Mapping[str, Any], chance: random.Random) -> Any:
    return {"amount": str(chance.randrange(3, 80) * 100_000), "currency": "USD"}


def _choice(question: Question, _applicant: Applicant, _said: Mapping[str, Any], chance: random.Random) -> str:
    return chance.choice([option.code for option in question.options])


def _choices(question: Question, _applicant: Applicant, _said: Mapping[str, Any], chance: random.Random) -> list[str]:
    codes = [option.code for option in question.options]
    return sorted(chance.sample(codes, min(len(codes), chance.choice((1, 2)))), key=codes.index)


def _row(group: Question, applicant: Applicant) -> dict[str, str]:
    name, email = applicant.contact
    known = {"name": name, "email": email}
    return {one.code: known[one.code] for one in group.questions if known.get(one.code)}


def _founded(applicant: Applicant, _starts: date, chance: random.Random) -> str | None:
    one = applicant.organisation
    return f"{one.founded}-{chance.randrange(1, 13):02d}-15" if one and one.founded else None


def _offers(applicant: Applicant, _starts: date, _chance: random.Random) -> str | None:
    one = applicant.organisation
    texts = [item.text for item in one.items.all() if item.kind == "offer"] if one else []
    return "\n".join(texts) or None


#: Questions whose answer follows from who applies or when.
_SPECIAL: Mapping[str, Callable[[Applicant, date, random.Random], Any]] = {
    "products": _offers,
    "founded_on": _founded,
    "from_on": lambda _applicant, starts, _chance: starts.isoformat(),
    "affiliation": lambda applicant, _starts, _chance: applicant.affiliation or None,
    "team": lambda applicant, _starts, _chance: str(applicant.organisation or "") or None,
}


def applicant_of(organisation: Organisation) -> Applicant:
    """An organisation as it applies, in the language of its side; its contacts are prefetched with their names."""
    language = "ko" if organisation.side == "host" else "zh-hans"
    contact = next(iter(organisation.contacts.all()), None)
    if contact is None:
        return Applicant(organisation, None, language, ("(시연)", "office@demo.example"))
    return Applicant(
        organisation, None, language, (display_name(contact.person.names.all(), language)[0], contact.person.email)
    )


_INVENTORS: Mapping[Kind, Callable[..., Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.CONSENT: lambda *_told: True,
    Kind.GROUP: lambda question, applicant, *_told: [_row(question, applicant)],
}
