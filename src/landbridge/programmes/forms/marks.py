"""An evaluator's sheet as a form: a mark for each criterion, and a comment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from landbridge.programmes.criteria.rubrics import Criterion
from landbridge.programmes.models import ScoreSheet


class MarksForm(forms.Form):
    """The fields are ``mark_CODE``, ``comment`` and the ``version`` that was shown. The action checks the marks."""

    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
        help_text=gettext_lazy("For those who decide; applicants don’t read it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rubric: Sequence[Criterion], sheet: ScoreSheet, **kwargs: Any) -> None:
        shown = {f"mark_{code}": mark for code, mark in sheet.marks.items()}
        kwargs["initial"] = {**shown, "comment": sheet.comment, "version": sheet.version}
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        language = get_language() or "en"
        weights = sum(one.weight for one in rubric) or 1
        for one in rubric:
            share = f"{100 * one.weight / weights:.0f}"
            said = _("0 to %(most)s in steps of %(step)s; counts %(share)s %%.") % {
                "most": one.most_said,
                "step": one.step_said,
                "share": share,
            }
            texts = said, one.help.read(language)[0]
            # No field for numbers: it drops a decimal comma without a word, and 8,5 would be read as 85.
            self.fields[f"mark_{one.code}"] = forms.CharField(
                label=one.label.read(language)[0],
                required=False,
                max_length=12,
                help_text=format_html_join(mark_safe("<br>"), "{}", ([text] for text in texts if text)),
                widget=forms.TextInput(
                    attrs={
                        "inputmode": "decimal", "autocomplete": "off", "size": 6, "data-weight": f"{one.weight:f}",
                        "data-most": one.most_said, "data-step": one.step_said,
                    }
                ),
            )  # fmt: skip
        self.order_fields([*(f"mark_{one.code}" for one in rubric), "comment", "version"])

    @property
    def marks(self) -> list[tuple[BoundField, Criterion]]:
        """The fields of the marks, each with its criterion."""
        return [(self[f"mark_{one.code}"], one) for one in self.rubric]

    def said(self) -> dict[str, Any]:
        """What was typed, as ``actions.marks`` takes it."""
        marks = {one.code: self.cleaned_data.get(f"mark_{one.code}", "") for one in self.rubric}
        return {
            "version": self.cleaned_data["version"],
            "marks": marks,
            "comment": self.cleaned_data["comment"],
        }
