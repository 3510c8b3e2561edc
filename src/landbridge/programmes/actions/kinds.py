"""Kinds of programmes: read from data files, or entered by staff."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.people.models import User
from landbridge.programmes.criteria.conditions import BadRules
from landbridge.programmes.criteria.rubrics import BadRubric, read_rubric
from landbridge.programmes.criteria.rulebooks import read_rules
from landbridge.programmes.models import ProgrammeKind
from landbridge.programmes.questions.reading import read_form
from landbridge.programmes.rules.calls import Can
from landbridge.programmes.wording.forms import BadForm
from landbridge.programmes.wording.kpis import KPIS
from landbridge.programmes.wording.rubrics import say_rubric_fault

FACTS = (
    "field", "applicants", "name_ko", "name_zh", "name_en", "about_ko", "about_zh", "about_en", "stages", "form",
    "rules", "rubric", "documents", "kpis", "position", "is_active",
)  # fmt: skip
MOST_DAYS = 366  #: that a document can be due before a programme begins
_LANGUAGES = ("ko", "zh-hans", "en")


@transaction.atomic
def seed_kinds() -> int:
    """Enter the kinds of ``wording/kinds/*.toml`` that are not there yet; how many that were. Safe to repeat.

    A kind that is there stays as staff left it.
    """
    known = set(ProgrammeKind.objects.values_list("code", flat=True))
    new = [facts for facts in _shipped() if facts["code"] not in known]
    for facts in new:
        add_kind(by=None, **facts)
    return len(new)


@transaction.atomic
def add_kind(*, by: User | None, code: str, **facts: Any) -> ProgrammeKind:
    """Add a kind from ``FACTS``; nothing else is needed for its programmes to be planned, called and closed.

    :raises ValidationError: if a fact is not what its field holds; under the fact's name.
    """
    if by is not None:
        require(by, Can.KEEP_KINDS)
    kind = ProgrammeKind(code=code)
    _set(kind, facts)
    kind.save()
    record("programmes.kind_added", kind, by=by, changes={"code": code})
    return kind


@transaction.atomic
def change_kind(kind: ProgrammeKind, *, by: User | None, **facts: Any) -> ProgrammeKind:
    """Change what a new programme of a kind starts with; programmes that are planned stay as they are."""
    if by is not None:
        require(by, Can.KEEP_KINDS, kind)
    kind = ProgrammeKind.objects.select_for_update().get(pk=kind.pk)
    before = {name: getattr(kind, name) for name in FACTS}
    _set(kind, facts)
    kind.save()
    changed = [name for name in FACTS if getattr(kind, name) != before[name]]
    if changed:
        record("programmes.kind_changed", kind, by=by, changes={"fields": changed})
    return kind


def _shipped() -> Iterator[dict[str, Any]]:
    folder = files("landbridge.programmes.wording").joinpath("kinds")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            yield from_toml(file.read_text("utf-8"))


def from_toml(text: str) -> dict[str, Any]:
    """The facts of a kind as a data file has them: ``code``, and names and texts as tables by language."""
    said = tomllib.loads(text)
    facts = {name: said[name] for name in ("code", *FACTS) if name in said}
    for name in ("name", "about"):
        words = said[name]
        facts |= {f"{name}_ko": words["ko"], f"{name}_zh": words["zh-hans"], f"{name}_en": words["en"]}
    return facts


def _set(kind: ProgrammeKind, facts: dict[str, Any]) -> None:
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"A kind has no fact called {', '.join(sorted(unknown))}.")
    for name, value in facts.items():
        setattr(kind, name, value)
    faults: dict[str, str] = {}
    try:
        read_rules(kind.rules)
    except BadRules as bad:
        faults["rules"] = _("Rule %(where)s can’t be read (%(code)s).") % {"where": bad.where, "code": bad.code}
    try:
        read_rubric(kind.rubric)
    except BadRubric as bad:
        faults["rubric"] = say_rubric_fault(bad.code, bad.where)
    try:
        read_form(kind.form)
    except BadForm as bad:
        faults["form"] = bad.message()
    if not (isinstance(kind.stages, list) and all(map(_is_named, kind.stages))):
        faults["stages"] = _("Each stage needs its name in Korean, Chinese and English.")
    if not (isinstance(kind.documents, list) and all(map(_is_owed, kind.documents))):
        faults["documents"] = _("Each document needs its title in the three languages, and how many days before.")
    kpis = kind.kpis if isinstance(kind.kpis, list) else [kind.kpis]
    if unknown_kpis := [str(code)[:80] for code in kpis if not isinstance(code, str) or code not in KPIS]:
        faults["kpis"] = _("No figure is called “%(name)s”.") % {"name": unknown_kpis[0]}
    if faults:
        raise ValidationError(faults)
    kind.full_clean(exclude=["stages", "form", "rules", "rubric", "documents", "kpis"])  # JSON; an empty list is one


def _is_owed(document: Any) -> bool:
    if not isinstance(document, dict) or not _is_named(document.get("title")):
        return False
    days = document.get("days_before")
    return isinstance(days, int) and not isinstance(days, bool) and 0 <= days <= MOST_DAYS


def _is_named(words: Any) -> bool:
    return isinstance(words, dict) and all(isinstance(words.get(code), str) and words[code] for code in _LANGUAGES)
