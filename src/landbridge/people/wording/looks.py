"""What the kinds of looks are called, and what is unusual about one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: How somebody saw persons, by the names of ``actions.disclosures.Action``.
ACTIONS = {
    "list": _("in a list"),
    "view": _("on a page"),
    "search": _("by a search"),
    "export": _("in a file"),
    "api": _("by a program"),
    "mail": _("by e-mail"),
}
#: Marks of the unusual, by the names of ``queries.access_review.UNUSUAL``.
MARKS = {
    "many": _("many persons"),
    "night": _("at night"),
    "export": _("taken away"),
    "across": _("of the other side"),
}
