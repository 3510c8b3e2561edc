"""What is asked about applications: which to list, with what to export them, why one is withdrawn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from landbridge.people.forms.exports import PersonsExportForm
from landbridge.people.models import ONE_SIDE
from landbridge.programmes.models import Application

State = Application.State
STATES = [(state.value, state.label) for state in State if state != State.DRAFT]


class ApplicationFilter(forms.Form):
    """Which applications are listed. What is no choice counts as nothing chosen."""

    call = forms.ChoiceField(label=_("Programme"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *STATES])
    side = forms.ChoiceField(label=_("Side"), required=False, choices=[("", _("both")), *ONE_SIDE])

    def __init__(self, *args: Any, calls: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["call"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
        chosen.choices = [("", _("all")), *calls]

    def narrow(self, applications: QuerySet[Application]) -> QuerySet[Application]:
        """The applications that pass."""
        self.is_valid()
        for name, field in (("call", "call"), ("state", "state"), ("side", "side")):
            if value := self.cleaned_data.get(name):
                applications = applications.filter(**{field: value})
        return applications


class ApplicationsExportForm(PersonsExportForm):
    """The kind of file; the reason where it names many persons."""


class WithdrawForm(forms.Form):
    """Why an application is withdrawn: chosen, so that the log, which keeps it, names nobody."""

    reason = forms.ChoiceField(
        label=_("Why do you withdraw?"),
        choices=[
            ("plans", _("Our plans have changed")),
            ("date", _("The date does not suit")),
            ("cost", _("It costs too much")),
            ("other_programme", _("We take part in another programme")),
            ("mistake", _("It was a mistake, or I begin again")),
            ("unsaid", _("I do not want to say")),
        ],
        widget=forms.RadioSelect,
        initial="unsaid",
    )
