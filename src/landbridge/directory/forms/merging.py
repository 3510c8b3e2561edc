"""Choosing which of two organisations stays, and whose facts it has from then on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from landbridge.directory.models import DuplicatePair, Organisation
from landbridge.directory.queries.merges import MERGED_FACTS, fuller

ONE, OTHER = "one", "other"
_SIDES = [(ONE, ONE), (OTHER, OTHER)]


class MergeForm(forms.Form):
    """``keep`` and, for each fact in which the two differ, whose value stays. What is not said is the fuller one's."""

    keep = forms.ChoiceField(choices=_SIDES, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, pair: DuplicatePair) -> None:
        super().__init__(data)
        self.pair = pair
        self.by_default = ONE if fuller(pair.one, pair.other) == pair.one else OTHER
        for fact in differing(pair.one, pair.other):
            self.fields[fact] = forms.ChoiceField(choices=_SIDES, required=False)

    @property
    def keeps(self) -> str:
        """Which of the two stays."""
        return self._said("keep") or self.by_default

    @property
    def kept(self) -> Organisation:
        """The organisation that stays."""
        return self.pair.one if self.keeps == ONE else self.pair.other

    @property
    def gone(self) -> Organisation:
        """The organisation that becomes a part of it."""
        return self.pair.other if self.keeps == ONE else self.pair.one

    def chosen(self, fact: str) -> str:
        """Whose value of a fact stays: the chosen one's, else that of the only one with any, else the kept one's."""
        if said := self._said(fact):
            return said
        column = told_by(fact)
        if bool(getattr(self.pair.one, column)) != bool(getattr(self.pair.other, column)):
            return ONE if getattr(self.pair.one, column) else OTHER
        return self.keeps

    def take(self) -> set[str]:
        """The facts that come from the one that goes."""
        return {fact for fact in self.fields if fact != "keep" and self.chosen(fact) != self.keeps}

    def _said(self, name: str) -> str:
        if not self.is_bound:
            return ""
        self.is_valid()
        said: str = self.cleaned_data.get(name, "")
        return said


def told_by(fact: str) -> str:
    """The column that says whether a fact is known."""
    return "about" if fact == "about" else MERGED_FACTS[fact][-1]


def differing(one: Organisation, other: Organisation) -> list[str]:
    """The facts in which two organisations differ."""
    return [
        fact
        for fact, columns in MERGED_FACTS.items()
        if any(getattr(one, column) != getattr(other, column) for column in columns)
    ]
