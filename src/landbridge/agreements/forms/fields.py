"""Fields that several forms here have."""

from __future__ import annotations

from typing import Any

from django import forms

TITLES = {"title_ko": "ko", "title_zh": "zh-Hans", "title_en": "en"}
NAMES = {"name_ko": "ko", "name_zh": "zh-Hans", "name_en": "en"}


def day_field(*, label: Any, required: bool = False, help_text: Any = "", **more: Any) -> forms.DateField:
    """A day, as the browser's own control for days gives it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=widget, input_formats=["%Y-%m-%d"], **more
    )


class UnsavedForm(forms.ModelForm):  # type: ignore[type-arg] # generic over the models here
    """A form laid out by a model: it checks each field, and leaves it to the action to check and write the row."""

    def _post_clean(self) -> None:
        """The form must not change the row it shows."""

    def facts(self) -> dict[str, Any]:
        """What was said, as the actions take it."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def mark_languages(self, languages: dict[str, str]) -> None:
        """Say in which language a field's text is."""
        for name, language in languages.items():
            self.fields[name].widget.attrs |= {"lang": language, "autocomplete": "off"}
