"""The fields that describe a question, kind by kind, and choices as lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.base.files.kinds import KINDS as FILE_KINDS
from landbridge.base.text import LANGUAGES
from landbridge.directory.models import NumberKind
from landbridge.programmes.questions.shape import CURRENCIES, PREFILLS, REGISTERS, Kind

KIND_NAMES: Mapping[str, Any] = {
    Kind.TEXT: gettext_lazy("Short text"),
    Kind.LONG_TEXT: gettext_lazy("Long text"),
    Kind.NUMBER: gettext_lazy("A number"),
    Kind.MONEY: gettext_lazy("Amount of money"),
    Kind.CHOICE: gettext_lazy("One of several"),
    Kind.CHOICES: gettext_lazy("Several of several"),
    Kind.DATE: gettext_lazy("Date"),
    Kind.FILE: gettext_lazy("File"),
    Kind.REGISTRATION_NUMBER: gettext_lazy("Registration number"),
    Kind.CONSENT: gettext_lazy("Agreement, to be ticked"),
    Kind.GROUP: gettext_lazy("Group of questions, repeated"),
}
LANGUAGE_NAMES = {
    "ko": gettext_lazy("in Korean"),
    "zh-hans": gettext_lazy("in Chinese"),
    "en": gettext_lazy("in English"),
}
_PREFILL_NAMES: Mapping[str, Any] = {
    "name": gettext_lazy("the name"),
    "name_ko": gettext_lazy("the legal name in Korean"),
    "name_zh": gettext_lazy("the legal name in Chinese"),
    "name_en": gettext_lazy("the legal name in English"),
    "number": gettext_lazy("the registration number"),
    "region": gettext_lazy("the region"),
    "website": gettext_lazy("the website"),
    "phone": gettext_lazy("the telephone"),
    "founded": gettext_lazy("the year of foundation"),
    "employees": gettext_lazy("the number of employees"),
    "exports": gettext_lazy("the latest exports"),
    "email": gettext_lazy("the e-mail address"),
}
_OPTION = re.compile(r"\s*([a-z][a-z0-9_]{0,39})\s*\|(.*)")


def own_fields(kind: Kind, question: Mapping[str, Any]) -> Iterator[tuple[str, forms.Field]]:
    """The fields that belong to one kind."""
    get = question.get
    if kind in {Kind.TEXT, Kind.LONG_TEXT}:
        yield "most", _whole(_("At most so many characters"), get("most"), 20_000)
    if kind is Kind.NUMBER:
        for language in LANGUAGES:
            label = f"{_('Unit')} {LANGUAGE_NAMES[language]}"
            unit = get("unit", {}).get(language, "")
            yield f"unit_{language}", forms.CharField(label=label, initial=unit, required=False, max_length=40)
        yield "least", forms.DecimalField(label=_("Least"), initial=get("least"), required=False)
        yield "most", forms.DecimalField(label=_("Most"), initial=get("most"), required=False)
        yield "decimals", _whole(_("Digits behind the point"), get("decimals"), 6, least=0)
    if kind is Kind.MONEY:
        yield (
            "currencies",
            _several(_("Currencies"), [(one, one) for one in CURRENCIES], get("currencies", CURRENCIES[:3])),
        )
    if kind in {Kind.CHOICE, Kind.CHOICES}:
        yield (
            "options",
            forms.CharField(
                label=_("What can be chosen"),
                initial=_written(get("options", [])),
                widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
                help_text=_("A line for each: code | Korean | Chinese | English"),
            ),
        )
    if kind is Kind.DATE:
        for name, label in (("first", _("Not before")), ("last", _("Not after"))):
            widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
            yield name, forms.DateField(label=label, initial=get(name), required=False, widget=widget)
    if kind is Kind.FILE:
        yield "types", _several(_("Kinds of files"), [(one, one.upper()) for one in FILE_KINDS], get("types", ["pdf"]))
        megabytes = get("max_bytes", 10_000_000) / 1_000_000
        yield (
            "megabytes",
            forms.FloatField(label=_("At most so many MB"), initial=f"{megabytes:g}", min_value=0.01, max_value=30),
        )
        yield "most", _whole(_("At most so many files"), get("most", 1), 10)
    if kind is Kind.REGISTRATION_NUMBER:
        registers = [(one, _("any register") if one == "any" else NumberKind(one).label) for one in REGISTERS]
        yield "register", forms.ChoiceField(label=_("Register"), choices=registers, initial=get("register", "any"))
    if kind is Kind.GROUP:
        yield "least", _whole(_("At least so many rows"), get("least", 0), 50, least=0)
        yield "most", _whole(_("At most so many rows"), get("most", 10), 50)
    if kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.MONEY, Kind.REGISTRATION_NUMBER}:
        yield (
            "prefill",
            forms.ChoiceField(
                label=_("Filled in with"),
                choices=[("", _("nothing")), *((one, _PREFILL_NAMES[one]) for one in PREFILLS)],
                initial=get("prefill", ""),
                required=False,
            ),
        )


def _whole(label: str, initial: Any, most: int, *, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=label, initial=initial, required=False, min_value=least, max_value=most)


def _several(label: str, choices: list[tuple[str, str]], initial: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, initial=list(initial), widget=widget)


def _written(options: Sequence[Mapping[str, Any]]) -> str:
    lines = (
        [one.get("code", ""), *(one.get("label", {}).get(language, "") for language in LANGUAGES)] for one in options
    )
    return "\n".join(" | ".join(line) for line in lines)


def read_options(text: str) -> list[dict[str, Any]]:
    """What can be chosen, from lines; ValidationError names the line that can't be read."""
    options = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _OPTION.fullmatch(line)
        texts = [part.strip() for part in match[2].split("|")] if match else []
        label = {language: said for language, said in zip(LANGUAGES, texts, strict=False) if said}
        if match is None or not label or len(texts) > len(LANGUAGES):
            raise ValidationError(
                _("Line %(number)s: write it as code | Korean | Chinese | English.") % {"number": number}
            )
        options.append({"code": match[1], "label": label})
    return options
