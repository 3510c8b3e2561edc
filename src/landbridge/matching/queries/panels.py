"""What matching tells on the pages of organisations and programmes."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.base.access import allowed
from landbridge.base.text import Trilingual
from landbridge.directory.models import Organisation
from landbridge.directory.queries.panels import tells_of_organisation
from landbridge.matching.models import Recommendation
from landbridge.matching.queries.lists import shown_list
from landbridge.matching.queries.runs import latest_run, taking_part
from landbridge.matching.rules.lists import Can, can_see_list
from landbridge.people.models import User
from landbridge.people.queries.panels import Panel
from landbridge.programmes.models import Programme
from landbridge.programmes.queries.panels import tells_of_programme

FIRST = 3


@tells_of_organisation
def matches_of(organisation: Organisation, user: User) -> Panel | None:
    """The first of those who are recommended to it, for whoever may see its list."""
    if not can_see_list(user, organisation):
        return None
    shown = [(place, *_name(place)) for place in shown_list(organisation.pk, user, most=FIRST)]
    context = {"organisation": organisation, "shown": shown}
    return Panel(_("Recommended partners"), "matching/parts/organisation_panel.html", context)


@tells_of_programme
def runs_of(programme: Programme, user: User) -> Panel | None:
    """Whether partners were recommended to the participants, for staff of a side that takes part."""
    if not allowed(user, Can.SEE_RUNS, programme) or not taking_part(programme).exists():
        return None
    context = {"programme": programme, "run": latest_run(programme)}
    return Panel(_("Recommended partners"), "matching/parts/programme_panel.html", context)


def _name(place: Recommendation) -> tuple[str, str]:
    other = place.other
    return Trilingual(other.name_ko, other.name_zh, other.name_en).read(get_language() or "en")
