"""Public bodies, those who speak for them, ties and exchanges."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.forms.fields import NAMES, TITLES, UnsavedForm, day_field
from landbridge.agreements.models import Agreement, Body, Exchange, Tie
from landbridge.agreements.queries.bodies import eligible_representatives
from landbridge.base.countries import country_names
from landbridge.people.models import Side, User


class BodyForm(UnsavedForm):
    """The facts of a public body. Its side is that of whoever enters it."""

    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        validators=[URLValidator(("http", "https"))],
        widget=forms.URLInput({"placeholder": "https://"}),
    )

    class Meta:
        model = Body
        fields = ("name_ko", "name_zh", "name_en", "kind", "country", "website")

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_languages(NAMES)
        named = country_names(get_language() or "en")
        near = list(dict.fromkeys(settings.LANDBRIDGE_REGIONS[one] for one in (side, *settings.LANDBRIDGE_REGIONS)))
        ordered = {code: named.get(code, code) for code in (*near, *named)}
        self.fields["country"] = forms.ChoiceField(label=_("Country"), choices=list(ordered.items()), initial=near[0])


class RepresentativeForm(forms.Form):
    """Which account speaks for a body."""

    user = forms.ModelChoiceField(label=_("Account"), queryset=User.objects.none())

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        there = body.representatives.filter(ended_at=None).values("user")
        field.queryset = eligible_representatives(body).exclude(pk__in=there)
        field.label_from_instance = lambda obj: f"{obj.name} ({obj.email})"  # type: ignore[method-assign]
        field.error_messages["invalid_choice"] = _("Choose an account with the role of partner on the body’s side.")


class TieForm(UnsavedForm):
    """A tie between two bodies, and the council's vote where it needs one."""

    council_vote_on = day_field(label=_("Council vote on"), help_text=_("A sister tie needs it before it is signed."))

    class Meta:
        model = Tie
        fields = ("kind", "host", "guest", "council_vote_on", "council_reference", "agreement")
        labels: ClassVar = {"agreement": _("Agreement")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _between(self)


class TieSignForm(forms.Form):
    """When a tie was signed."""

    signed_on = day_field(label=_("Signed on"), required=True, initial=timezone.localdate)


class TieEndForm(forms.Form):
    """When a tie ended."""

    ended_on = day_field(label=_("Ended on"), required=True, initial=timezone.localdate)


class ExchangeForm(UnsavedForm):
    """What two local governments did together."""

    starts_on = day_field(label=_("Begins on"), required=True)
    ends_on = day_field(label=_("Ends on"), required=True)

    class Meta:
        model = Exchange
        fields = (
            "field", "direction", "title_ko", "title_zh", "title_en", "original", "starts_on", "ends_on", "persons",
            "host", "guest", "tie", "agreement",
        )  # fmt: skip
        labels: ClassVar = {"tie": _("Tie"), "agreement": _("Agreement")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_languages(TITLES)
        _between(self)
        tie = self.fields["tie"]
        assert isinstance(tie, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        tie.queryset = Tie.objects.select_related("host", "guest")
        self.fields["persons"].widget.attrs |= {"min": 0, "max": 100_000}
        self.fields["persons"].help_text = _("How many took part from the side that travelled; from both if both did.")

    def clean_persons(self) -> int:
        """No more than anybody could count."""
        persons: int = self.cleaned_data["persons"]
        if persons > 100_000:
            raise forms.ValidationError(_("Enter a number up to 100,000."))
        return persons


def _between(form: forms.ModelForm[Any]) -> None:
    """A body of each side; both sides' agreements."""
    for name, side in (("host", Side.HOST), ("guest", Side.GUEST)):
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        field.queryset = Body.objects.filter(side=side)
        field.label = side.label
        field.help_text = _("A public body of this side.")
    agreement = form.fields["agreement"]
    assert isinstance(agreement, forms.ModelChoiceField)  # noqa: S101 - narrows the type
    agreement.queryset = Agreement.objects.order_by("-pk")
    agreement.help_text = _("If it rests on one.")
