"""What screening says: why somebody must not judge, and what became of an application."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: Conflicts of interest by their code, the plainest first: of several the first is said.
CONFLICTS: dict[str, Promise] = {
    "same_person": _("The application is their own."),
    "same_organisation": _("They belong to the organisation that applies."),
    "employer": _("The organisation employs them."),
    "former_employer": _("The organisation employed them."),
    "declared": _("They declared a conflict of interest."),
    "mail_domain": _("Their e-mail address is of the organisation that applies."),
    "office": _("They work in an office that reads the marks as they come in."),
    "border": _("The applicant has not agreed to be shown to their side."),
}

#: Why an application was not selected, or came where it came, by the code in a selection.
REASONS: dict[str, Promise] = {
    "below_mark": _("below the least mark"),
    "below_places": _("ranked below the places"),
    "reserve": _("next in line"),
}

#: The same to the applicant, in a whole sentence.
REFUSALS: dict[str, Promise] = {
    "below_mark": _("The mark of the evaluation is below the least mark of %(mark)s."),
    "below_places": _("There were more applications with a higher total than places, %(places)s in all."),
}

#: Why a proposed selection is replaced, and its approval void.
UNSETTLED: dict[str, Promise] = {
    "conflict": _("A conflict of interest came to be known."),
    "sheet": _("An evaluator’s sheet came in."),
    "assignment": _("An application was given to another evaluator."),
    "proposed_anew": _("A new selection was proposed."),
    "withdrawn": _("An application was withdrawn."),
    "call": _("The call was withdrawn."),
}


def say_fault(code: str, *, most: str, step: str) -> str:
    """What is wrong with a mark (``criteria.rubrics.faults_of``), in the active language."""
    if code == "missing":
        return gettext("Give a mark.")
    return gettext("Give a mark from 0 to %(most)s in steps of %(step)s.") % {"most": most, "step": step}
