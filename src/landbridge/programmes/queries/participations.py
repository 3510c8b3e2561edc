"""Who takes part in a programme, which places are free, and who comes next."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from landbridge.base.access import allowed
from landbridge.directory.models import Editorship
from landbridge.people.models import Role, User
from landbridge.programmes.models import Application, Call, Participation, Programme, Selection, SelectionRow
from landbridge.programmes.rules.participation import Can

State = Participation.State


@dataclass(frozen=True, slots=True)
class Places:
    """A programme's places by what has become of them."""

    total: int
    confirmed: int
    offered: int
    reserve: int

    @property
    def free(self) -> int:
        """Places nobody was offered."""
        return max(0, self.total - self.confirmed - self.offered)


def visible_participations(user: User) -> QuerySet[Participation]:
    """The participations whose deposit and documents a user may see. Twin of ``rules.can_see_participation``."""
    rows = Participation.objects.all()
    if not allowed(user, Can.SEE_PARTICIPATION):
        return rows.none()
    if user.role == Role.TALENT:
        return rows.filter(application__person__user=user)
    if user.role == Role.COMPANY:
        edited = Editorship.objects.filter(invitation__accepted_by=user, ended_at=None)
        return rows.filter(application__side=user.side, application__organisation__in=edited.values("organisation_id"))
    return rows.filter(side=user.side)


def participants_of(programme: Programme) -> QuerySet[Participation]:
    """Everybody who was offered a place, those who hold one first, in the order of their places."""
    rows = Participation.objects.filter(programme=programme).select_related("application__organisation")
    return rows.order_by("place", "pk")


def reserve_of(programme: Programme) -> QuerySet[SelectionRow]:
    """The reserve list as it is now, who comes next first."""
    rows = SelectionRow.objects.filter(
        selection__call__programme=programme,
        selection__state=Selection.State.ANNOUNCED,
        result=SelectionRow.Result.RESERVE,
        application__state=Application.State.RESERVE,
        application__participation=None,
    )
    return rows.select_related("application__organisation").order_by("rank", "pk")


def places_of(programme: Programme) -> Places:
    """How many places a programme has, and what has become of them."""
    states = list(
        Participation.objects.filter(programme=programme, place__isnull=False).values_list("state", flat=True)
    )
    call = Call.objects.filter(programme=programme).first()
    offered = states.count(State.OFFERED)
    return Places(0 if call is None else call.places, len(states) - offered, offered, reserve_of(programme).count())


def free_places(programme: Programme) -> list[int]:
    """The numbers of the places that nobody holds, the lowest first."""
    call = Call.objects.filter(programme=programme).first()
    taken = set(Participation.objects.filter(programme=programme).values_list("place", flat=True))
    return [] if call is None else [number for number in range(1, call.places + 1) if number not in taken]


def late_offers() -> QuerySet[Participation]:
    """Offers whose time to answer has passed."""
    return Participation.objects.filter(state=State.OFFERED, answer_by__lte=timezone.now()).order_by("pk")


def applicants_of(application: Application) -> list[User]:
    """The accounts that answer for an application: the organisation's editors, or the person's own."""
    if application.person is not None:
        user = application.person.user
        return [user] if user is not None and user.is_active else []
    rows = Editorship.objects.filter(
        organisation=application.organisation_id, ended_at=None, invitation__accepted_by__is_active=True
    )
    users = {row.invitation.accepted_by for row in rows.select_related("invitation__accepted_by").order_by("pk")}
    return sorted((user for user in users if user is not None), key=lambda user: user.pk)
