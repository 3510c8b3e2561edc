"""What is wrong with a rubric, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SAID = {
    "rubric": gettext_lazy("The rubric is no list of at most 20 criteria."),
    "code": gettext_lazy("Criterion %(place)s needs a code of its own: a-z, 0-9 and _, beginning with a letter."),
    "twice": gettext_lazy("Criterion %(place)s has the code of another."),
    "label": gettext_lazy("Criterion %(place)s needs a name."),
    "number": gettext_lazy("Criterion %(place)s needs a weight, a highest mark and a step above 0."),
    "step": gettext_lazy("Criterion %(place)s: its highest mark is no multiple of its step."),
}


def say_rubric_fault(code: str, where: str) -> str:
    """The fault of a ``BadRubric`` by its code and place (``rubric.2``), in the active language."""
    number = where.rpartition(".")[2]
    place = str(int(number) + 1) if number.isdecimal() else "–"
    return str(_SAID[code]) % {"place": place} if code in _SAID else _("The rubric can’t be read.")
