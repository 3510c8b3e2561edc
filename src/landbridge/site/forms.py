"""Forms over what both sides share: calendar days and exchange rates."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from landbridge.base.calendar import FURTHEST
from landbridge.base.models import CalendarDay, ExchangeRate
from landbridge.base.rate_files import CURRENCIES

COUNTRIES = (("KR", _("Korea")), ("CN", _("China")))
_LARGEST_FILE = 4_000_000
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


class Day(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)

    def validate(self, value: date | None) -> None:
        """Refuse a day no calendar of ours reaches."""
        super().validate(value)
        if value is not None and not _FIRST_YEAR <= value.year <= _LAST_YEAR:
            raise ValidationError(
                _("Choose a day from %(first)s to %(last)s."), params={"first": _FIRST_YEAR, "last": _LAST_YEAR}
            )


class CountForm(forms.Form):
    """How many joint working days after which day."""

    after = Day(label=_("After"))
    days = forms.IntegerField(
        label=_("Joint working days"),
        min_value=-FURTHEST,
        max_value=FURTHEST,
        help_text=_("Days on which both countries work. A negative number counts back."),
    )


class CalendarDayForm(forms.ModelForm[CalendarDay]):
    """What a day is in one country, and who says so. Country and day stay once the row is there."""

    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES)
    day = Day(label=_("Day"))

    class Meta:
        model = CalendarDay
        fields = ("country", "day", "kind", "name_ko", "name_zh", "name_en", "is_provisional", "source")
        help_texts: ClassVar = {
            "source": _("The notice or law that says so, with its date."),
            "is_provisional": _("The government has not announced the day yet."),
        }


class CalendarChangeForm(CalendarDayForm):
    """The same for a day that is there, with the version it was shown at."""

    country = None  # type: ignore[assignment]
    day = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta(CalendarDayForm.Meta):
        fields = ("kind", "name_ko", "name_zh", "name_en", "is_provisional", "source")  # type: ignore[assignment]


class RateForm(forms.ModelForm[ExchangeRate]):
    """One rate of one day."""

    base = forms.ChoiceField(label=_("One unit of"), choices=[(code, code) for code in CURRENCIES], initial="USD")
    quote = forms.ChoiceField(label=_("is so many"), choices=[(code, code) for code in CURRENCIES], initial="KRW")
    day = Day(label=_("Day"))

    class Meta:
        model = ExchangeRate
        fields = ("base", "quote", "rate", "day", "source")
        help_texts: ClassVar = {"source": _("Who published it, and where.")}

    def clean(self) -> dict[str, Any]:
        """Refuse a currency against itself, and what is no rate."""
        facts = super().clean() or {}
        if facts.get("base") and facts.get("base") == facts.get("quote"):
            self.add_error("quote", _("Choose two different currencies."))
        if (rate := facts.get("rate")) is not None and rate <= 0:
            self.add_error("rate", _("A rate is greater than 0."))
        return facts


class RateFileForm(forms.Form):
    """A table of rates. What it is, is told by its content."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("The day in the first column, then one column for each currency (for one euro) or pair (USDKRW)."),
        allow_empty_file=True,  # answered by the reader, in its words
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too large to be read at once."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > _LARGEST_FILE:
            raise ValidationError(
                _("The file is larger than %(limit)s. Upload fewer years at a time."),
                params={"limit": filesizeformat(_LARGEST_FILE)},
            )
        return file
