"""The facts of a programme, as they are entered."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models import Agreement, Obligation
from landbridge.agreements.queries.agreements import visible_agreements
from landbridge.base.clocks import clock_name, zone_of_country
from landbridge.base.countries import country_names
from landbridge.people.models import User
from landbridge.programmes.models import Programme, ProgrammeKind

NAMES = {"name_ko": "ko", "name_zh": "zh-Hans", "name_en": "en"}
CURRENCIES = ("KRW", "CNY", "USD")
#: Zones that are offered; one that a programme has already is kept whatever it is.
ZONES = ("Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Europe/London", "America/New_York", "UTC")


class KindChoice(forms.ModelChoiceField[ProgrammeKind]):
    """Kinds by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """The kind's name."""
        return str(obj)


class ProgrammeForm(forms.ModelForm[Programme]):
    """Everything about a programme but its documents, which come from its kind."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    kind = KindChoice(label=_("kind"), queryset=ProgrammeKind.objects.none())

    class Meta:
        model = Programme
        fields = (
            "name_ko", "name_zh", "name_en", "original", "is_joint", "starts_on", "ends_on", "country", "place", "zone",
            "agreement", "obligation", "deposit_amount", "deposit_currency",
        )  # fmt: skip
        labels: ClassVar = {"agreement": _("Agreement")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, language in NAMES.items():
            self.fields[name].widget.attrs |= {"lang": language, "autocomplete": "off"}
        if self.instance.pk:
            del self.fields["kind"]
            self.initial["version"] = self.instance.version
        else:
            self.fields["kind"].queryset = ProgrammeKind.objects.filter(is_active=True)  # type: ignore[attr-defined]
            self.initial.setdefault("original", "ko" if user.side == "host" else "zh-hans")
            self.initial.setdefault("zone", user.timezone)
        self._offer_places(user)
        self._offer_promises(user)
        for name in ("starts_on", "ends_on"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields["deposit_amount"].widget.attrs |= {"min": "0", "inputmode": "decimal"}
        self.fields["deposit_currency"] = forms.ChoiceField(
            label=self.fields["deposit_currency"].label,
            required=False,
            choices=[("", "–"), *((code, code) for code in CURRENCIES)],
        )
        self.fields["is_joint"].help_text = _("Its call is then published only when both sides have approved it.")

    def _offer_places(self, user: User) -> None:
        near = list(dict.fromkeys((settings.LANDBRIDGE_REGIONS[user.side], *settings.LANDBRIDGE_REGIONS.values())))
        named = country_names(get_language() or "en")
        self.fields["country"] = forms.ChoiceField(
            label=_("country"), choices=[(code, named.get(code, code)) for code in dict.fromkeys((*near, *named))]
        )
        own = [zone_of_country(code).key for code in near]
        zones = dict.fromkeys((*own, *ZONES, self.instance.zone or user.timezone))
        self.fields["zone"] = forms.ChoiceField(
            label=_("time zone"),
            choices=[(zone, f"{clock_name(zone)} ({zone})" if clock_name(zone) != zone else zone) for zone in zones],
            help_text=_("Where it takes place; its days and hours are those of this clock."),
        )

    def _offer_promises(self, user: User) -> None:
        agreements: QuerySet[Agreement] = visible_agreements(user)
        self.fields["agreement"].queryset = agreements  # type: ignore[attr-defined]
        promises = Obligation.objects.filter(agreement__in=agreements).order_by("agreement", "position", "pk")
        self.fields["obligation"].queryset = promises  # type: ignore[attr-defined]
        self.fields["obligation"].label = _("which promise it keeps")

    def clean(self) -> dict[str, Any]:
        """Check what belongs together."""
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("It can’t end before it starts."))
        if cleaned.get("deposit_amount") and not cleaned.get("deposit_currency"):
            self.add_error("deposit_currency", _("In which currency?"))
        if cleaned.get("deposit_amount") == 0:
            cleaned["deposit_amount"] = None
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What was said, as the actions take it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        """The action checks and writes the row; the form must not change the one it shows."""


class ReasonForm(forms.Form):
    """Why something is called off."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody concerned reads it."),
    )  # fmt: skip
