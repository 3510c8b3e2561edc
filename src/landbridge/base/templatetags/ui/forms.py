"""A form's fields: label, help, control and error, tied together for every reader."""

from collections.abc import Iterable
from typing import cast

from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BaseForm, BoundField, CheckboxInput, ChoiceField, Field, ModelChoiceField
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from landbridge.base.templatetags.ui.library import draw, register

DASHES = BLANK_CHOICE_DASH[0][1]


@register.simple_tag
def field(
    bound: BoundField,
    *,
    label: object = "",
    help: object = "",  # noqa: A002
    label_hidden: bool = False,
) -> SafeString:
    """One field of a form. Django gives the control aria-describedby for help and error; the ids here answer it.

    ``label_hidden``: the label is there for those who listen; whoever looks reads it elsewhere, at the head of a row.
    """
    _say_nothing_chosen(bound.field)
    return draw(
        "field",
        {
            "field": bound,
            "label": label or bound.label,
            "help": help or bound.help_text,
            "label_hidden": label_hidden,
            "single": isinstance(bound.field.widget, CheckboxInput),
        },
    )


def _say_nothing_chosen(asked: Field) -> None:
    """Django draws a row of dashes where nothing is chosen; here a word says whether something has to be."""
    word = _("choose") if asked.required else _("none")
    if isinstance(asked, ModelChoiceField):
        if asked.empty_label == DASHES:
            asked.empty_label = word
    elif isinstance(asked, ChoiceField):
        choices = list(cast("Iterable[tuple[object, object]]", asked.choices))
        if choices and choices[0] == ("", DASHES):
            asked.choices = [("", word), *choices[1:]]


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """All fields of a form, after what is wrong with the form as a whole."""
    return draw("fields", {"form": form})
