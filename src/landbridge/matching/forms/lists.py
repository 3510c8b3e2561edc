"""What is said of a list: whom it should not name, and what the organisation itself decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.base.pick import Pick
from landbridge.directory.models import Organisation
from landbridge.directory.queries.organisations import visible_organisations
from landbridge.matching.actions.choices import MOST_REQUESTS
from landbridge.matching.models import Exclusion, MatchingChoice
from landbridge.people.models import User


class ReasonForm(forms.Form):
    """What is said of one of the list, and perhaps why."""

    kind = forms.ChoiceField(label=_("What holds"), choices=Exclusion.Kind.choices)
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("Only your side reads it. Please name no persons."),
    )


class ExclusionForm(ReasonForm):
    """The same of any organisation that the reader sees."""

    other = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    field_order = ("other", "kind", "reason")

    def __init__(self, *args: Any, user: User, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        field.widget = Pick("directory:pick")
        field.queryset = visible_organisations(user).exclude(pk=organisation.pk)
        field.help_text = _("Begin to write the name, in any language.")


class ChoiceForm(forms.Form):
    """What an organisation decides about its own part. ``version`` is that of the choice it was shown."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    is_shown = forms.BooleanField(label=_("Shown to companies of the other side"), required=False)
    most_requests = forms.IntegerField(
        label=_("Open requests at most"),
        required=False,
        min_value=1,
        max_value=MOST_REQUESTS,
        help_text=_("Empty: any number."),
    )

    @classmethod
    def of(cls, choice: MatchingChoice) -> ChoiceForm:
        """The form as it is shown first."""
        return cls(
            initial={"version": choice.version, "is_shown": choice.is_shown, "most_requests": choice.most_requests}
        )
