"""Conditions in words, as a rule's page says them. In the active language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from landbridge.programmes.criteria.conditions import Comparison, Condition, Held, Joined, Negated
from landbridge.programmes.criteria.explaining import Options, say_fact, say_value
from landbridge.programmes.criteria.values import to_json
from landbridge.programmes.wording.facts import CONDITIONS

Labels = Mapping[str, Mapping[str, str]]


def say_condition(
    condition: Condition, labels: Labels, options: Mapping[str, Options] = MappingProxyType({})
) -> list[str]:
    """A condition as lines, each a fact beside its limit.

    By fact, ``labels`` has the questions' words and ``options`` those of what can be chosen.
    """
    match condition:
        case Negated(part):
            return [_("not: %(condition)s") % {"condition": line} for line in say_condition(part, labels, options)]
        case Joined(how, parts):
            lines = [line for part in parts for line in say_condition(part, labels, options)]
            if len(parts) < 2:
                return lines
            return [_("any of these:") if how == "any" else _("all of these:"), *lines]
        case Held(names, years):
            said = _("Certificate: one of %(limit)s") % {"limit": ", ".join(names)}
            if years is None:
                return [said]
            within = ngettext("issued within %(count)s year", "issued within %(count)s years", years)
            return [f"{said} ({within % {'count': years}})"]
        case _:
            return [_say_comparison(condition, labels, options)]


def _say_comparison(asked: Comparison, labels: Labels, options: Mapping[str, Options]) -> str:
    if isinstance(asked.limit, int) and not isinstance(asked.limit, bool):
        limit = say_value({"years": asked.limit})
    else:
        limit = say_value(to_json(asked.limit), options.get(asked.fact))
    return str(CONDITIONS[asked.how]) % {"fact": say_fact(asked.fact, labels.get(asked.fact)), "limit": limit}
