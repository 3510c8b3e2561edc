"""Putting a meeting somewhere without dragging: what works comes first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from landbridge.meetings.models import FairInterpreter, FairSlot, FairTable, Meeting, Wish
from landbridge.meetings.queries.clashes import Hand
from landbridge.meetings.tables.clocks import Clocks

Choice = tuple[int, str]


class PlaceForm(forms.Form):
    """Slot, table and interpreter of one wish. Without a table the best free one is taken."""

    slot = forms.ModelChoiceField(FairSlot.objects.none(), label=gettext_lazy("Round"))
    table = forms.ModelChoiceField(FairTable.objects.none(), label=gettext_lazy("Table"), required=False)
    interpreter = forms.ModelChoiceField(
        FairInterpreter.objects.none(), label=gettext_lazy("Interpreter"), required=False
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    #: A row of the board by company: it says who the meeting is with, and is checked to be one of them.
    company = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, wish: Wish, hand: Hand, data: Any = None) -> None:
        fair, meeting = wish.fair, meeting_of(wish)
        self.hand = hand
        self.wish = wish
        self.free = hand.free_tables()
        initial = {"version": meeting.version, "slot": meeting.slot_id} if meeting else {}
        super().__init__(data, initial=initial)
        self.fields["slot"].queryset = fair.slots.all()  # type: ignore[attr-defined]
        self.fields["table"].queryset = fair.tables.all()  # type: ignore[attr-defined]
        self.fields["interpreter"].queryset = fair.interpreters.all()  # type: ignore[attr-defined]
        self.fields["slot"].choices = list(self._rounds())  # type: ignore[attr-defined]
        self.fields["table"].choices = list(self._tables())  # type: ignore[attr-defined]
        self.fields["interpreter"].empty_label = _("whoever can")  # type: ignore[attr-defined]
        if not hand.needs_interpreter:
            del self.fields["interpreter"]

    def clean(self) -> dict[str, Any]:
        """Find a table where none was chosen; a row of another company is refused."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        company = cleaned.get("company")
        if company and not self.wish.parts.filter(company=company).exists():
            raise forms.ValidationError(_("This company does not take part in the meeting."))
        slot = cleaned.get("slot")
        if slot and not cleaned.get("table"):
            free = self.free.get(slot.code)
            meeting = meeting_of(self.wish)
            if free:
                cleaned["table"] = self.wish.fair.tables.get(code=free[0])
            elif meeting:
                cleaned["table"] = meeting.table  # refused by the verifier, which says why
            else:
                raise forms.ValidationError(_("No table works in this round."))
        return cleaned

    def place(self) -> dict[str, Any]:
        """Slot, table and interpreter as the actions take them."""
        return {name: self.cleaned_data.get(name) for name in ("slot", "table", "interpreter")}

    def _rounds(self) -> Iterator[Choice | tuple[str, list[Choice]]]:
        slots = list(self.wish.fair.slots.all())
        clocks = Clocks(self.wish.fair.timezone)
        several = len({slot.day for slot in slots}) > 1

        def label(slot: FairSlot) -> str:
            elsewhere = clocks.elsewhere(slot.day, slot.start)
            there = f" ({elsewhere})" if elsewhere else ""
            day = f"{date_format(slot.day, 'MONTH_DAY_FORMAT')}, " if several else ""
            free = len(self.free.get(slot.code, ()))
            tables = ngettext("%(free)d table works", "%(free)d tables work", free) % {"free": free} if free else ""
            return f"{day}{slot.start:%H:%M}{there}" + (f" · {tables}" if tables else "")

        works = [(slot.pk, label(slot)) for slot in slots if slot.code in self.free]
        others = [(slot.pk, label(slot)) for slot in slots if slot.code not in self.free]
        if works:
            yield _("These work"), works
        if others:
            yield _("These would clash"), others

    def _tables(self) -> Iterator[Choice | tuple[str, str] | tuple[str, list[Choice]]]:
        yield "", _("a table that works")
        ever = {table for tables in self.free.values() for table in tables}
        tables = list(self.wish.fair.tables.all())
        works = [(table.pk, _named(table)) for table in tables if table.code in ever]
        others = [(table.pk, _named(table)) for table in tables if table.code not in ever]
        if works:
            yield _("These work in some round"), works
        if others:
            yield _("These would clash"), others


def meeting_of(wish: Wish) -> Meeting | None:
    """The meeting of a wish, where it is held."""
    return getattr(wish, "meeting", None)


def _named(table: FairTable) -> str:
    return f"{table.code} · {table.area}" if table.area else table.code
