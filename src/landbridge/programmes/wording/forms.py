"""What is wrong with a form or with an answer, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landbridge.base.unreadable import Unreadable

_FORM: Mapping[str, Promise] = {
    "shape": _("A form is a list of questions."),
    "too_many": _("A form has at most %(most)s questions."),
    "code": _("“%(place)s” is no code of a question: small letters, digits and _ only, a letter first, at most 40."),
    "kind": _("Question %(place)s: there is no such kind of question."),
    "in_group": _("Question %(place)s: a group holds neither files, consents nor groups."),
    "key": _("Question %(place)s: %(found)s does not belong to this kind of question."),
    "label": _("Question %(place)s: write the question in at least one language."),
    "text": _("Question %(place)s: a text is too long, or not in one of the three languages."),
    "prefill": _("Question %(place)s: there is no such fact to fill it in with."),
    "value": _("Question %(place)s: “%(found)s” can’t be that."),
    "bounds": _("Question %(place)s: the least is more than the most."),
    "twice": _("Two questions have the code %(place)s."),
    "options": _("Question %(place)s: it needs 2 to 60 choices, each with a code of its own and a text."),
    "empty_group": _("Question %(place)s: a group needs a question."),
    "when": _("Question %(place)s: its condition can’t be read."),
    "when_unknown": _("Question %(place)s: its condition is about “%(found)s”, which is not asked before it."),
}

ANSWER: Mapping[str, Promise] = {
    "missing": _("Please answer this."),
    "not_agreed": _("This has to be agreed to."),
    "no_file": _("Please add the file."),
    "shape": _("This can’t be read as an answer."),
    "too_long": _("This has %(found)s characters; it may have %(most)s."),
    "no_number": _("“%(found)s” is no number. Write it like 1,234.5."),
    "decimals": _("This may have %(most)s digits behind the point."),
    "whole": _("This is a whole number."),
    "below": _("This is less than %(least)s."),
    "above": _("This is more than %(most)s."),
    "negative": _("This is not less than nothing."),
    "currency": _("Choose a currency that is asked for: %(wanted)s."),
    "no_choice": _("Choose one of what is offered."),
    "too_early": _("This is before %(first)s."),
    "too_late": _("This is after %(last)s."),
    "too_few_rows": _("Add at least %(least)s."),
    "too_many_rows": _("There may be %(most)s at most."),
    "too_many_files": _("There may be %(most)s files at most."),
    "unreadable": _("%(said)s"),
}


class BadForm(Unreadable):
    """A form that can't be asked. ``params["place"]`` is the code of the question."""

    said = _FORM
