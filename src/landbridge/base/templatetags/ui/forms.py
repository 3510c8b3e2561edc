"""A form's fields: label, help, control and error, tied together for every reader."""

from django.forms import BaseForm, BoundField, CheckboxInput
from django.utils.safestring import SafeString

from landbridge.base.templatetags.ui.library import draw, register


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


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """All fields of a form, after what is wrong with the form as a whole."""
    return draw("fields", {"form": form})
