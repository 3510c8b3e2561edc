"""A field that finds one thing among thousands as one types: an organisation, a person.

::

    person = forms.ModelChoiceField(queryset=visible_persons(user), widget=Pick("people:pick_person", label=name_of))

The queryset decides what may be chosen; the address it asks (``ui/pick_options.html`` is its answer) only proposes.
The browser's half is ``base/pick.js``: a combobox with a list of its own, as the ARIA Authoring Practices have it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.urls import reverse

Label = Callable[[Any], tuple[str, str]]


class Pick(forms.Widget):
    """A text box that proposes, and a hidden value that is sent.

    :param route: the name of the address that answers ``?q=`` with options.
    :param label: what a chosen row is called, and the language that is in (of HTML); its ``str()`` otherwise.
    """

    template_name = "ui/pick.html"

    def __init__(self, route: str, *, label: Label | None = None, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.route = route
        self.label = label or (lambda row: (str(row), ""))
        self.choices: Any = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template draws: the address to ask, and the words for the value chosen so far."""
        context = super().get_context(name, value, attrs)
        text, language = self._words(value)
        return context | {"url": reverse(self.route), "text": text, "language": language}

    def _words(self, value: Any) -> tuple[str, str]:
        """The words for a value, if the field may hold it; nothing is told of a row that it may not."""
        if not value or not isinstance(self.choices, ModelChoiceIterator):
            return "", ""
        try:
            row = self.choices.queryset.filter(pk=value).first()
        except (ValueError, TypeError):
            return "", ""
        return self.label(row) if row else ("", "")
