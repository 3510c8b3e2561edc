"""What an action refuses is said beside the field it is about."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.forms import BaseForm


def put_errors(form: BaseForm, error: ValidationError) -> None:
    """Add an action's error to a form: by field where the form has it, otherwise to the form as a whole."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, [message for one in errors for message in one.messages])
