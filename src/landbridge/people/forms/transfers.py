"""A flow across the border, and the assessment it rests on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.base.rows_field import RowsField
from landbridge.people.models import Assessment, TransferFlow
from landbridge.people.models.transfers import ASSESSED
from landbridge.people.queries.transfers import current_assessments, region_of
from landbridge.people.tables.assessments import part_heading


class _Choice(forms.ModelChoiceField[Assessment]):
    def label_from_instance(self, obj: Assessment) -> str:
        return f"{obj.title} ({obj.done_on:%Y-%m-%d})"


class FlowForm(forms.ModelForm[TransferFlow]):
    """What goes to whom, for what, and on what basis."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = TransferFlow
        fields = ("name", "recipient", "purpose", "items", "basis", "is_sensitive", "assessment")
        widgets = {"items": forms.Textarea(attrs={"rows": 3})}  # noqa: RUF012 - Django's own shape

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What the flow is called")
        self.fields["items"].label = _("Data")
        self.fields["recipient"].help_text = _("Name, country and contact of who receives the data.")
        self.fields["purpose"].help_text = _("Only flows for being shown to the other side open its lists.")
        self.fields["items"].help_text = _("The categories of data, such as names, position, telephone.")
        self.fields["is_sensitive"].help_text = _(
            "Health, religion, identity numbers, bank accounts, data of children under 14."
        )
        chosen = _Choice(
            current_assessments(side) | Assessment.objects.filter(flows__pk=self.instance.pk or 0, side=side),
            label=_("Assessment"),
            required=False,
            empty_label=_("none yet"),
            help_text=_("Without one that is current the flow can’t be switched on."),
        )
        self.fields["assessment"] = chosen

    def facts(self) -> dict[str, Any]:
        """What was said, as the actions take it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        """The action checks and writes the row; the form must not change the one it shows."""


class AssessmentForm(forms.ModelForm[Assessment]):
    """An assessment in its parts, all of them compulsory."""

    flows = RowsField(
        TransferFlow.objects.none(),
        label=_("Flows it is about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They rest on this assessment from now on."),
    )

    class Meta:
        model = Assessment
        fields = ("title", *ASSESSED, "done_by", "done_on", "keep_until")

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ASSESSED:
            self.fields[name] = forms.CharField(
                label=part_heading(name),
                help_text=HELP[name],
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 5}),
            )
        for name in ("done_on", "keep_until"):
            self.fields[name] = forms.DateField(
                label=self.fields[name].label,
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                input_formats=["%Y-%m-%d"],
            )
        self.fields["keep_until"].required = False
        self.fields["keep_until"].help_text = _("Three years if it is left empty; longer, but not shorter.")
        self.fields["flows"].queryset = TransferFlow.objects.filter(from_region=region_of(side)).order_by("pk")  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        return {name: self.cleaned_data[name] for name in (*self.Meta.fields, "flows")}

    def _post_clean(self) -> None:
        """The action checks and writes the row."""


#: What each part must say (PIPL art. 56; PIPC's guide to privacy impact assessment).
HELP = {
    "necessity": _("What the data is used for, on what legal basis, and why it can’t be done with less."),
    "scope": _("Which data of which people, about how many of them, whether sensitive data or children are among it."),
    "risks": _("What could happen to the people: disclosure, loss, use for something else, no way to object."),
    "measures": _("What is done against each risk, and why that is lawful, effective and in proportion."),
    "safeguards": _("The recipient’s duties, technique and people, and the law at its place."),
    "conclusion": _("Whether the transfer may take place, under which conditions, and what is looked at again."),
}
