"""The living style page: every component with its states, drawn by the very source shown beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from landbridge.base.access import signed_in
from landbridge.base.pick import Pick
from landbridge.directory.models import Organisation

EXAMPLES: tuple[tuple[str, Promise], ...] = (
    ("colours", _("Colours")),
    ("type", _("Type")),
    ("tags", _("Tags")),
    ("buttons", _("Buttons")),
    ("cards", _("Cards")),
    ("stats", _("Figures")),
    ("progress", _("Progress")),
    ("tables", _("Data tables")),
    ("notices", _("Notices")),
    ("emptystate", _("Empty state")),
    ("fields", _("Form fields")),
    ("pick", _("Box that proposes")),
    ("tabs", _("Tabs")),
    ("steps", _("Steps")),
    ("menu", _("Menu")),
    ("dialog", _("Dialog and question")),
    ("toast", _("Toast")),
    ("keys", _("Keys")),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A component as it looks, and how it is written."""

    name: str
    title: Promise
    drawn: SafeString
    source: str


class ExampleForm(forms.Form):
    """One field of each kind; nothing is saved."""

    title = forms.CharField(label=_("Title"), help_text=_("As it will stand on the printed timetable."), max_length=60)
    day = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=[("Asia/Seoul", "Asia/Seoul"), ("Asia/Shanghai", "Asia/Shanghai")]
    )
    side = forms.ChoiceField(
        label=_("Side"), choices=[("host", _("Host")), ("guest", _("Guest"))], widget=forms.RadioSelect
    )
    notify = forms.BooleanField(label=_("Tell the companies"), help_text=_("They get one e-mail each."), required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


class PickForm(forms.Form):
    """A field that proposes as one types; nothing is saved."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        widget=Pick("directory:pick"),
        required=False,
        help_text=_("A part of a name in any script, or a number."),
    )


@signed_in
def style(request: HttpRequest) -> HttpResponse:
    """Show all components."""
    forms_shown: dict[str, forms.Form] = {
        "form": ExampleForm(prefix="empty", initial={"zone": "Asia/Seoul"}),
        "wrong": ExampleForm({"wrong-day": "yesterday", "wrong-zone": "Asia/Seoul"}, prefix="wrong"),
        "pick": PickForm(),
    }
    examples = [_example(request, name, title, forms_shown) for name, title in EXAMPLES]
    return render(request, "site/style.html", {"examples": examples})


def _example(request: HttpRequest, name: str, title: Promise, context: dict[str, forms.Form]) -> Example:
    file = f"site/style/{name}.html"
    source = get_template(file).template.source  # type: ignore[attr-defined]
    written = source.partition("%}\n")[2] if source.startswith("{% load") else source
    return Example(name, title, render_to_string(file, dict(context), request), written.strip())
