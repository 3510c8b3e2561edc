"""What stands in rows below an organisation, each row a form: exports, industries, certificates, offers and seeks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from landbridge.base.amounts import BadAmount, read_amount
from landbridge.base.text import language_of
from landbridge.directory.models import Certification, ExportFigure, IndustryCode, Item
from landbridge.directory.models.organisations import Scheme

CURRENCIES = ("USD", "KRW", "CNY", "EUR", "JPY", "HKD", "GBP")
#: How a class of each scheme is written: perhaps its section's letter, then up to so many digits (KSIC rev. 11,
#: GB/T 4754-2017, ISIC rev. 5), and the last letter a section has.
CODES: Mapping[str, tuple[int, str]] = {Scheme.KSIC: (5, "U"), Scheme.GBT4754: (4, "T"), Scheme.ISIC: (4, "V")}


class RowForm(forms.Form):
    """One row. A row left empty is none; ``pk`` is that of a row that is there already."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    #: What no two rows may have in common.
    once: tuple[str, ...] = ()

    def has_changed_or_is_kept(self) -> bool:
        """Whether this is a row at all: one that is there, or one that something was written into."""
        return not self.empty_permitted or self.has_changed()


class ExportForm(RowForm):
    """What was exported in a year, written as people of either country write amounts."""

    once = ("year",)
    year = forms.IntegerField(label=_("Year"), min_value=1950)
    amount = forms.CharField(label=_("Amount"), max_length=40, help_text=_("Such as 20,500,000, 3억 5천만 or 1.2亿."))
    currency = forms.ChoiceField(label=_("Currency"), choices=[(one, one) for one in CURRENCIES], initial="USD")

    def clean_year(self) -> int:
        """Exports are of years that have begun."""
        year: int = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise ValidationError(_("This year has not come yet."))
        return year

    def clean(self) -> dict[str, Any]:
        """Read the amount; a currency that is written beside it goes before the one chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("amount") and cleaned.get("currency"):
            try:
                money = read_amount(cleaned["amount"], cleaned["currency"]).rounded()
            except BadAmount as error:
                self.add_error("amount", error.message())
            else:
                cleaned |= {"amount": money.amount, "currency": money.currency}
                if money.amount < 0:
                    self.add_error("amount", _("Exports are not less than nothing."))
        return cleaned

    @staticmethod
    def said_of(row: ExportFigure) -> dict[str, Any]:
        """A row as its form shows it."""
        return {"pk": row.pk, "year": row.year, "amount": plain_amount(row.amount), "currency": row.currency}


class IndustryForm(RowForm):
    """A class of one of the three classifications."""

    once = ("scheme", "code")
    scheme = forms.ChoiceField(label=_("Classification"), choices=Scheme.choices, initial=Scheme.KSIC)
    code = forms.CharField(label=_("Code"), max_length=12, help_text=_("Such as C26110, 26110 or 3972."))

    def clean(self) -> dict[str, Any]:
        """Check the form of the code by its scheme; whether the class exists the scheme's own list says."""
        cleaned = super().clean() or {}
        if cleaned.get("code") and (scheme := cleaned.get("scheme")):
            digits, last = CODES[scheme]
            code = re.sub(r"[\s.\-]", "", cleaned["code"]).upper()
            cleaned["code"] = code
            if not re.fullmatch(rf"[A-{last}]?[0-9]{{2,{digits}}}|[A-{last}]", code):
                said = _("A code of %(scheme)s has 2 to %(digits)s digits, perhaps after a letter from A to %(last)s.")
                params = {"scheme": Scheme(scheme).label, "digits": digits, "last": last}
                self.add_error("code", ValidationError(said, params=params))
        return cleaned

    @staticmethod
    def said_of(row: IndustryCode) -> dict[str, Any]:
        """A row as its form shows it."""
        return {"pk": row.pk, "scheme": row.scheme, "code": row.code}


class CertificationForm(RowForm):
    """A certificate, and until when it is good."""

    name = forms.CharField(label=_("Certificate"), max_length=120, help_text=_("Such as ISO 9001, KC or CCC."))
    number = forms.CharField(label=_("Number"), max_length=80, required=False)
    issued_by = forms.CharField(label=_("Issued by"), max_length=120, required=False)
    issued_on = forms.DateField(
        label=_("Issued on"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    expires_on = forms.DateField(
        label=_("Good until"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        """It does not end before it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("issued_on"), cleaned.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", _("This is before the day it was issued."))
        return cleaned

    @staticmethod
    def said_of(row: Certification) -> dict[str, Any]:
        """A row as its form shows it."""
        names = ("pk", "name", "number", "issued_by", "issued_on", "expires_on")
        return {name: getattr(row, name) for name in names}


class ItemForm(RowForm):
    """One offer or one need, in the language it is written in."""

    once = ("kind", "text")
    kind = forms.ChoiceField(label=_("Offers or seeks"), choices=Item.Kind.choices, initial=Item.Kind.OFFER)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("as it is written")), *settings.LANGUAGES], required=False
    )
    text = forms.CharField(label=_("What"), max_length=1000, widget=forms.Textarea({"rows": 2}))
    hs6 = forms.RegexField(
        r"^[0-9]{6}$",
        label=_("HS code (6 digits)"),
        required=False,
        error_messages={"invalid": _("An HS code has six digits here, such as 854231.")},
        widget=forms.TextInput({"inputmode": "numeric", "maxlength": 7}),
    )
    is_open = forms.BooleanField(label=_("shown on the page"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        """A language that was not chosen is that of the text."""
        cleaned = super().clean() or {}
        if not cleaned.get("language"):
            cleaned["language"] = language_of(cleaned.get("text", ""))
        return cleaned

    @staticmethod
    def said_of(row: Item) -> dict[str, Any]:
        """A row as its form shows it."""
        return {name: getattr(row, name) for name in ("pk", "kind", "language", "text", "hs6", "is_open")}


FORMS: Mapping[str, type[ExportForm | IndustryForm | CertificationForm | ItemForm]] = {
    "items": ItemForm,
    "exports": ExportForm,
    "industries": IndustryForm,
    "certifications": CertificationForm,
}


def plain_amount(amount: Decimal) -> str:
    """An amount as it is typed: with thousands apart, and no cents where there are none."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
