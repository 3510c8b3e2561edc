"""The conditions of a rule as fields, one in a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from landbridge.base.amounts import BadAmount, read_amount
from landbridge.base.dates import BadDate, read_date
from landbridge.programmes.criteria.conditions import CERTIFICATES, FACTS, ORDER, BadRules, read_condition
from landbridge.programmes.criteria.explaining import say_fact
from landbridge.programmes.questions.numbers import plain
from landbridge.programmes.questions.shape import CURRENCIES
from landbridge.programmes.wording.facts import FAULTS, HOWS

MOST_ROWS = 10
PREFIX = "rows"
YES, NO = "yes", "no"
_SEPARATORS = re.compile(r"\s*[,;、，；\n]\s*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class ConditionForm(forms.Form):
    """One condition: a fact, what is asked of it, and the limit."""

    fact = forms.ChoiceField(label=_("Fact"))
    how = forms.ChoiceField(label=_("Comparison"), required=False, choices=list(HOWS.items()))
    limit = forms.CharField(
        label=_("Limit"),
        max_length=2000,
        required=False,
        help_text=_("A number, an amount, a day such as 2026-12-31, yes or no, or words with commas between them."),
    )
    currency = forms.ChoiceField(
        label=_("Currency, for amounts"), required=False, choices=[("", "–"), *((one, one) for one in CURRENCIES)]
    )
    years = forms.IntegerField(
        label=_("Years, for certificates"),
        required=False,
        min_value=1,
        max_value=50,
        help_text=_("A certificate counts until its last day, and so many years after its issue."),
    )
    negate = forms.BooleanField(label=_("The contrary"), required=False)

    def __init__(self, *args: Any, facts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["fact"]).choices = facts

    def clean(self) -> dict[str, Any]:
        """Read the limit by what is asked, and try the condition as a whole."""
        cleaned = super().clean() or {}
        if not cleaned.get("fact") or self.errors:
            return cleaned
        try:
            leaf = self._leaf(cleaned)
            cleaned["condition"] = {"not": leaf} if cleaned.get("negate") else leaf
            read_condition(cleaned["condition"])
        except BadRules as bad:
            place = "negate" if bad.code == "below_not" else "limit"
            self.add_error(place, str(FAULTS.get(bad.code, FAULTS["condition"])))
        except (BadAmount, BadDate) as bad_limit:
            self.add_error("limit", bad_limit.message())
        return cleaned

    def _leaf(self, said: Mapping[str, Any]) -> dict[str, Any]:
        fact, how, text = said["fact"], said["how"] or "is", said["limit"].strip()
        words = [word for word in _SEPARATORS.split(text) if word]
        if fact == CERTIFICATES:
            return {"certificate": words} | ({"within_years": said["years"]} if said.get("years") else {})
        limit: Any = text
        if how in ORDER and said["currency"]:
            money = read_amount(text, said["currency"])
            limit = {"amount": plain(money.amount), "currency": money.currency}
        elif how in ORDER:
            number = text.replace(",", "")
            limit = number if _NUMBER.fullmatch(number) else read_date(text).isoformat()
        elif how == "in":
            limit = words
        elif how == "exists":
            limit = True
        elif how == "within_years":
            limit = int(text) if text.isdecimal() and len(text) < 3 else None
        elif text.lower() in {YES, NO, str(_("yes")), str(_("no"))}:
            limit = text.lower() in {YES, str(_("yes"))}
        return {"fact": fact, how: limit}


class BaseConditions(forms.BaseFormSet[ConditionForm]):
    """The conditions of a rule; a row left empty is none."""

    def add_fields(self, form: ConditionForm, index: int | None) -> None:
        """Words for the box that strikes a row out."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this condition")

    def clean(self) -> None:
        """At least one condition."""
        if not any(self.errors) and not self.conditions:
            raise forms.ValidationError(_("A rule needs at least one condition."))

    @property
    def conditions(self) -> list[Any]:
        """The conditions that stay."""
        said = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        return [one["condition"] for one in said if one.get("condition") and not one.get("DELETE")]

    def when(self, join: str) -> Any:
        """All of them as one condition."""
        return self.conditions[0] if len(self.conditions) == 1 else {join or "all": self.conditions}


def condition_set(
    labels: Mapping[str, Mapping[str, str]], data: QueryDict | None = None, when: Any = None
) -> BaseConditions:
    """The rows of a condition; ``labels`` has the call's questions, by fact, which can be asked about too."""
    names = [*sorted(labels), *sorted(FACTS), CERTIFICATES]
    facts = [("", "–"), *((name, say_fact(name, labels.get(name))) for name in names)]
    made = forms.formset_factory(
        ConditionForm,
        formset=BaseConditions,
        extra=1,
        can_delete=True,
        can_delete_extra=False,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
    )
    initial = (flat(when) or ("", []))[1] if when is not None else []
    return cast("BaseConditions", made(data, prefix=PREFIX, initial=initial, form_kwargs={"facts": facts}))


def flat(when: Any) -> tuple[str, list[dict[str, Any]]] | None:
    """A condition as rows, and how they are joined; None for one that is nested deeper than rows can show."""
    match when:
        case {"all": list(parts)}:
            join = "all"
        case {"any": list(parts)}:
            join = "any"
        case _:
            join, parts = "all", [when]
    rows = [_row(part) for part in parts]
    return None if any(row is None for row in rows) else (join, [row for row in rows if row is not None])


def _row(said: Any) -> dict[str, Any] | None:
    match said:
        case {"not": {"fact": _} as leaf}:
            row = _row(leaf)
            return None if row is None else row | {"negate": True}
        case {"certificate": list(names), **rest}:
            return {"fact": CERTIFICATES, "how": "in", "limit": ", ".join(names), "years": rest.get("within_years")}
        case {"fact": fact, **rest} if len(rest) == 1:
            how, limit = next(iter(rest.items()))
            return {"fact": fact, "how": how, **_limit(limit)}
        case _:
            return None


def _limit(limit: Any) -> dict[str, str]:
    match limit:
        case {"amount": amount, "currency": currency}:
            return {"limit": f"{Decimal(amount):,f}", "currency": currency}
        case list():
            return {"limit": ", ".join(limit)}
        case bool():
            return {"limit": YES if limit else NO}
        case _:
            return {"limit": str(limit)}
