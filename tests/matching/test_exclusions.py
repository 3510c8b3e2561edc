"""Who is not shown to whom: what was said, by whom it may be said, and whom it follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from landbridge.base.log import LogEntry
from landbridge.base.versions import Stale
from landbridge.directory.actions.merges import merge, undo_merge
from landbridge.directory.models import Organisation
from landbridge.matching.actions.choices import choose
from landbridge.matching.actions.exclusions import say_exclusion, undo_exclusion
from landbridge.matching.models import Exclusion, MatchingChoice
from landbridge.matching.queries.choices import caps, choice_of, not_shown
from landbridge.matching.queries.exclusions import changeable_exclusions, excluded_from, exclusions_of
from landbridge.people.models import User
from tests.directory.editors import let_edit
from tests.directory.facts import made

KINDS = Exclusion.Kind


@pytest.fixture
def pair(host_manager: User, guest_manager: User) -> tuple[Organisation, Organisation]:
    """One organisation of each side."""
    return made(host_manager, name_en="Ash"), made(guest_manager, name_en="Birch", country="CN")


Pair = tuple[Organisation, Organisation]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_holds_both_ways_but_not_for_us(kind: str, pair: Pair, host_manager: User) -> None:
    one, other = pair
    said = say_exclusion(kind, one, other, by=host_manager, reason=" we tried ")
    assert excluded_from([one.pk]) == {other.pk}
    assert excluded_from([other.pk]) == ({one.pk} if kind in Exclusion.MUTUAL else set())
    assert [row.reason for row in exclusions_of(one)] == ["we tried"]
    assert not exclusions_of(other)
    undo_exclusion(said, by=host_manager)
    assert excluded_from([one.pk, other.pk]) == set()
    with pytest.raises(ValidationError):
        undo_exclusion(said, by=host_manager)


def test_it_is_said_once_and_may_be_said_again_after_it_was_taken_back(pair: Pair, host_manager: User) -> None:
    one, other = pair
    said = say_exclusion(KINDS.NEVER_MEET, one, other, by=host_manager)
    assert say_exclusion(KINDS.NEVER_MEET, one, other, by=host_manager) == said
    undo_exclusion(said, by=host_manager)
    assert say_exclusion(KINDS.NEVER_MEET, one, other, by=host_manager) != said
    verbs = LogEntry.objects.filter(app="matching").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["matching.exclusion_said", "matching.exclusion_undone", "matching.exclusion_said"]


def test_the_reason_is_in_no_log(pair: Pair, host_manager: User) -> None:
    say_exclusion(KINDS.COMPETITOR, *pair, by=host_manager, reason="Kim left them")
    entry = LogEntry.objects.get(verb="matching.exclusion_said")
    assert "Kim" not in f"{entry.changes}{entry.reason}"


def test_nobody_says_it_of_themselves_nor_with_another_word(pair: Pair, host_manager: User) -> None:
    one, other = pair
    with pytest.raises(ValidationError):
        say_exclusion(KINDS.NEVER_MEET, one, one, by=host_manager)
    with pytest.raises(ValidationError):
        say_exclusion("dislike", one, other, by=host_manager)
    with pytest.raises(ValidationError):
        say_exclusion(KINDS.NEVER_MEET, one, other, by=host_manager, reason="x" * 301)
    assert not Exclusion.objects.exists()


def test_only_its_own_side_and_its_editors_speak_for_it(
    pair: Pair, host_manager: User, guest_manager: User, user_of: Callable[..., User]
) -> None:
    one, other = pair
    editor, auditor = user_of("company"), user_of("auditor")
    for nobody in (guest_manager, auditor, editor):
        with pytest.raises(PermissionDenied):
            say_exclusion(KINDS.NEVER_MEET, one, other, by=nobody)
    said = say_exclusion(KINDS.NEVER_MEET, one, other, by=host_manager)
    for nobody in (guest_manager, auditor, editor):
        assert not changeable_exclusions(nobody)
        with pytest.raises(PermissionDenied):
            undo_exclusion(said, by=nobody)
    let_edit(one, editor, by=host_manager)
    with pytest.raises(ValidationError):  # an unverified one of the other side is not there for a company
        say_exclusion(KINDS.NOT_FOR_US, one, other, by=editor)
    Organisation.objects.filter(pk=other.pk).update(level=2)
    other.refresh_from_db()
    say_exclusion(KINDS.NOT_FOR_US, one, other, by=editor)
    assert changeable_exclusions(editor).count() == 2


def test_it_follows_a_merge_and_comes_back_with_its_undoing(pair: Pair, host_manager: User) -> None:
    one, other = pair
    kept = made(host_manager, name_en="Ash and Sons")
    say_exclusion(KINDS.NEVER_MEET, one, other, by=host_manager)
    trail = merge(kept, one, by=host_manager)
    assert excluded_from([kept.pk]) == {other.pk}
    assert excluded_from([other.pk]) == {kept.pk}
    assert exclusions_of(kept).count() == 1
    with pytest.raises(ValidationError):
        say_exclusion(KINDS.COMPETITOR, Organisation.objects.get(pk=one.pk), other, by=host_manager)
    undo_merge(trail, by=host_manager)
    assert (excluded_from([one.pk]), excluded_from([kept.pk])) == ({other.pk}, set())


def test_what_is_said_of_one_that_was_merged_is_said_of_the_one_that_was_kept(
    pair: Pair, host_manager: User, guest_manager: User
) -> None:
    one, other = pair
    kept = made(guest_manager, name_en="Birch Holding", country="CN")
    merge(kept, other, by=guest_manager)
    said = say_exclusion(KINDS.NOT_FOR_US, one, Organisation.objects.get(pk=other.pk), by=host_manager)
    assert said.other_id == kept.pk
    assert excluded_from([one.pk]) == {kept.pk}


def test_a_choice_is_made_and_changed_by_those_who_may(pair: Pair, host_manager: User, guest_manager: User) -> None:
    one, other = pair
    assert (choice_of(one).is_shown, choice_of(one).version) == (True, 0)
    choose(one, by=host_manager, version=0, is_shown=False, most_requests=5)
    assert (not_shown(), caps()) == ({one.pk}, {one.pk: 5})
    for stale in (0, 7):
        with pytest.raises(Stale):
            choose(one, by=host_manager, version=stale, is_shown=True, most_requests=None)
    choose(one, by=host_manager, version=1, is_shown=True, most_requests=None)
    assert (not_shown(), caps()) == (set(), {})
    assert LogEntry.objects.filter(verb="matching.choice_made").latest("pk").changes["fields"] == [
        "is_shown", "most_requests",
    ]  # fmt: skip
    with pytest.raises(PermissionDenied):
        choose(one, by=guest_manager, version=2, is_shown=False, most_requests=None)
    for wrong in (0, 1000):
        with pytest.raises(ValidationError):
            choose(other, by=guest_manager, version=0, is_shown=True, most_requests=wrong)


def test_who_did_not_want_to_be_shown_is_not_shown_by_a_merge(pair: Pair, host_manager: User) -> None:
    one, _ = pair
    kept = made(host_manager, name_en="Ash and Sons")
    choose(one, by=host_manager, version=0, is_shown=False, most_requests=None)
    merge(kept, one, by=host_manager)
    assert kept.pk in not_shown()
    MatchingChoice.objects.create(organisation=kept, is_shown=True)
    assert kept.pk not in not_shown()
