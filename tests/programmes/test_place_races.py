"""A last place: confirmed twice, given up twice, and confirmed while its offer lapses. Once is heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone

from landbridge.base.models import LogEntry
from landbridge.base.versions import Stale
from landbridge.people.models import User
from landbridge.programmes.actions import participations as actions
from landbridge.programmes.actions.programmes import cancel_programme
from landbridge.programmes.models import Application, Participation, Programme, Selection
from tests.conftest import make_user
from tests.programmes.rows import a_call, a_firm, a_selection, an_application, an_editor

pytestmark = pytest.mark.django_db(transaction=True)


def together(*changes: Callable[[], object]) -> Counter[str]:
    """Make changes at once, each in a thread and connection of its own; counts what came of them."""
    start = Barrier(len(changes))

    def run(change: Callable[[], object]) -> str:
        try:
            start.wait(timeout=20)
            change()
        except (ValidationError, Stale, IntegrityError) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(changes)) as pool:
        return Counter(pool.map(run, changes))


def last_place() -> tuple[Participation, User, Selection]:
    """The only place of a programme, offered to a firm; two more firms are on the reserve list."""
    call = a_call(places=1)
    firms = [a_firm(name=f"Firm {number}") for number in range(3)]
    first, *reserve = [an_application(call, firm) for firm in firms]
    editor = an_editor(firms[0], make_user("editor@test.example", role="company"))
    selection = a_selection(call, [first], reserve)
    actions.offer_places(selection, by=None)
    return Participation.objects.get(), editor, selection


def confirming(one: Participation, by: User) -> Callable[[], object]:
    return lambda: actions.confirm_place(Participation.objects.get(pk=one.pk), by=by, version=1)


def confirmations() -> int:
    return LogEntry.objects.filter(verb="programmes.place_confirmed").count()


def test_a_last_place_is_confirmed_once() -> None:
    place, editor, _selection = last_place()
    outcome = together(*[confirming(place, editor)] * 4)
    assert outcome["done"] == 1
    assert sum(outcome.values()) == 4
    assert (confirmations(), Participation.objects.get().version) == (1, 2)


def test_without_lock_and_version_it_is_confirmed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    place, editor, _selection = last_place()
    both = Barrier(2)
    if connection.vendor == "sqlite":
        # SQLite lets one writer in at a time whatever we do: what keeps the second out is the version and the state.
        monkeypatch.setattr(actions, "claim_version", lambda row, version: None)
        monkeypatch.setattr(Participation, "refresh_from_db", lambda self, *args, **kwargs: None)
        stale = [Participation.objects.get(), Participation.objects.get()]
        for one in stale:
            actions.confirm_place(one, by=editor, version=1)
        assert confirmations() == 2
        return

    def unlocked(number: int) -> Programme:
        both.wait(timeout=20)
        return Programme.objects.get(pk=number)

    monkeypatch.setattr(actions, "lock_programme", unlocked)
    monkeypatch.setattr(actions, "claim_version", lambda row, version: both.wait(timeout=20))
    monkeypatch.setattr(actions, "ask_documents", lambda participation: None)
    monkeypatch.setattr(Participation, "refresh_from_db", lambda self, *args, **kwargs: None)
    assert together(*[confirming(place, editor)] * 2) == {"done": 2}
    assert confirmations() == 2


def test_given_up_twice_it_moves_on_once() -> None:
    place, editor, _selection = last_place()
    outcome = together(
        *[
            lambda: actions.withdraw_place(
                Participation.objects.get(pk=place.pk), by=editor, version=1, reason="Another fair"
            )
        ]
        * 3
    )
    assert outcome["done"] == 1
    assert Participation.objects.filter(place=1).count() == 1
    assert Participation.objects.count() == 2, "one of the reserve list, not two"


def test_the_same_place_is_never_held_by_two() -> None:
    """What holds if all else fails: the constraint."""
    place, _editor, _selection = last_place()
    other = Application.objects.filter(state="reserve")[0]
    with pytest.raises(IntegrityError):
        Participation.objects.create(programme=place.programme, application=other, side="host", place=1)


def test_confirmed_while_its_offer_lapses() -> None:
    place, editor, _selection = last_place()
    # The clock passes the deadline between the two: whoever is first has decided.
    Participation.objects.update(answer_by=timezone.now() + timedelta(milliseconds=200))
    late = timezone.now() + timedelta(seconds=1)

    def lapsing() -> object:
        while timezone.now() < late:
            if actions.lapse_offer(place.pk):
                return None
        return None

    together(confirming(place, editor), lapsing)
    place.refresh_from_db()
    holder = Participation.objects.get(place=1)
    assert place.state in {"confirmed", "withdrawn"}
    assert (holder.pk == place.pk) == (place.state == "confirmed")
    assert Participation.objects.exclude(place=None).count() == 1


def test_a_programme_is_cancelled_while_a_place_is_confirmed() -> None:
    place, editor, _selection = last_place()
    outcome = together(
        confirming(place, editor),
        lambda: cancel_programme(Programme.objects.get(), by=None, reason="Storm"),
    )
    place.refresh_from_db()
    assert outcome["done"] >= 1
    assert (place.state, place.place, place.application.state) == ("withdrawn", None, "withdrawn")
    assert Participation.objects.count() == 1, "nobody moves up"
