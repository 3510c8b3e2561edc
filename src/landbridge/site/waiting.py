"""What needs somebody today: privacy, searches that run, proposals that wait, fairs with wishes not met or unbegun."""

from __future__ import annotations

from dataclasses import dataclass

from landbridge.meetings.models import Proposal, SolveRun
from landbridge.meetings.queries.fairs import FairRow, fair_rows
from landbridge.people.models import User
from landbridge.people.queries.duties import Duties, privacy_duties


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, most pressing first; as many queries as there are kinds, however many fairs there are."""

    duties: Duties

    searches: list[SolveRun]
    proposals: list[Proposal]
    incomplete: list[FairRow]
    unbegun: list[FairRow]
    fairs: int

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.searches or self.proposals or self.incomplete or self.unbegun)


def waiting(user: User) -> Waiting:
    """What waits now, over all fairs that a person may see."""
    rows = fair_rows(user)
    fairs = [row.fair.pk for row in rows]
    at_rest = [row for row in rows if not row.searching]
    searches = SolveRun.objects.filter(fair__in=fairs, state__in=SolveRun.UNFINISHED)
    proposals = Proposal.objects.filter(fair__in=fairs, state=Proposal.State.OPEN)
    return Waiting(
        duties=privacy_duties(user),
        searches=list(searches.select_related("fair")),
        proposals=list(proposals.select_related("fair")),
        incomplete=[row for row in at_rest if 0 < row.meetings < row.wishes],
        unbegun=[row for row in at_rest if row.wishes and not row.meetings],
        fairs=len(rows),
    )
