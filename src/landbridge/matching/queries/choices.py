"""What organisations decided about their part in matching."""

from __future__ import annotations

from landbridge.directory.models import Organisation
from landbridge.matching.models import MatchingChoice


def choice_of(organisation: Organisation) -> MatchingChoice:
    """What an organisation decided; one that is not saved, of version 0, where it decided nothing."""
    found = MatchingChoice.objects.filter(organisation=organisation).first()
    return found or MatchingChoice(organisation=organisation, version=0)


def not_shown() -> set[int]:
    """The numbers of the organisations that are not shown to companies of the other side.

    One that others were merged into and that decided nothing itself is not shown if one of them did not want to be.
    """
    rows = MatchingChoice.objects.values_list("organisation_id", "organisation__merged_into_id", "is_shown")
    own: dict[int, bool] = {}
    taken_over: set[int] = set()
    for number, kept, is_shown in rows:
        if kept is None:
            own[number] = is_shown
        elif not is_shown:
            taken_over.add(kept)
    return {number for number, is_shown in own.items() if not is_shown} | (taken_over - own.keys())


def caps() -> dict[int, int]:
    """How many open requests an organisation takes at most, by its number; the others take any number."""
    rows = MatchingChoice.objects.filter(organisation__merged_into=None, most_requests__isnull=False)
    return {number: most for number, most in rows.values_list("organisation_id", "most_requests") if most is not None}
