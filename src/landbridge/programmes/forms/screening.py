"""Naming evaluators, saying what ties them to organisations, giving them applications."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from landbridge.base.pick import Pick
from landbridge.base.rows_field import RowsField
from landbridge.directory.models import Organisation
from landbridge.directory.queries.organisations import visible_organisations
from landbridge.people.models import User
from landbridge.programmes.models import Call, EmployerTie, Evaluator
from landbridge.programmes.queries.screening import invitable_judges

MOST_SEED = 2**31 - 1


class InviteForm(forms.Form):
    """A judge of one's own side."""

    judge = forms.ModelChoiceField(label=_("Judge"), queryset=User.objects.none())

    def __init__(self, *args: Any, user: User, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "judge").queryset = invitable_judges(user, call)


class TieForm(forms.Form):
    """An organisation somebody is tied to, and how."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    kind = forms.ChoiceField(label=_("What ties them"), choices=EmployerTie.Kind.choices)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = _choices(self, "organisation")
        field.widget = Pick("directory:pick")
        field.queryset = visible_organisations(user)
        field.help_text = _("Begin to write the name, in any language.")


class DeclareForm(forms.Form):
    """Which of the organisations that applied to a call an evaluator must not judge."""

    organisations = RowsField(
        label=_("I must not judge"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Organisations that employ or employed you, that you own a part of, or with whose people you are close."
        ),
    )
    note = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, call: Call, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        applied = call.applications.filter(organisation__isnull=False, number__isnull=False)
        tied = EmployerTie.objects.filter(user=user, ended_at=None).values("organisation")
        field = self.fields["organisations"]
        assert isinstance(field, RowsField)  # noqa: S101 - narrows the type
        rows = Organisation.objects.filter(pk__in=applied.exclude(state="withdrawn").values("organisation"))
        field.queryset = rows.exclude(pk__in=tied).order_by("sort_en", "pk")
        self.has_any = field.queryset.exists()


class AssignForm(forms.Form):
    """An evaluator of the call for one application."""

    evaluator = forms.ModelChoiceField(label=_("Evaluator"), queryset=Evaluator.objects.none())

    def __init__(self, *args: Any, call: Call, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = _choices(self, "evaluator")
        field.queryset = call.evaluators.filter(ended_at=None).order_by("pk")
        field.label_from_instance = lambda one: names.get(one.pk, str(one.pk))  # type: ignore[method-assign,assignment]


class SeedForm(forms.Form):
    """The number that decides between equals when applications are distributed."""

    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=MOST_SEED,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            format_lazy(_("The seed is a whole number from 0 to {most}. Nothing was given out."), most=MOST_SEED),
        ),
    )


class VersionForm(forms.Form):
    """The version of what was shown."""

    version = forms.IntegerField()


def _choices(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
    return field
