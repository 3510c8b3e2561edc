"""Making a key for a program."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.people.rules import Scope

SCOPES = {
    Scope.ORGANISATIONS_READ: _("Read organisations"),
    Scope.ORGANISATIONS_WRITE: _("Add and change organisations"),
    Scope.PERSONS_READ: _("Read persons"),
    Scope.AGREEMENTS_READ: _("Read agreements and what they promise"),
    Scope.PROGRAMMES_READ: _("Read programmes and calls"),
    Scope.APPLICATIONS_READ: _("Read applications and places"),
}
DAYS = ((30, _("30 days")), (90, _("90 days")), (180, _("Half a year")), (365, _("A year")))


class TokenForm(forms.Form):
    """What a key is for, what it may be used for, and for how long."""

    name = forms.CharField(label=_("What it is for"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("What it may be used for"),
        choices=[(scope.value, label) for scope, label in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never for more than you may do yourself in the role you are in now."),
    )
    days = forms.TypedChoiceField(label=_("How long it is good"), choices=DAYS, coerce=int, initial=90)
