"""Applications before evaluators: by the house and by hand, never where a conflict stands."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from landbridge.base.versions import Stale
from landbridge.people.models import Notice, User
from landbridge.programmes.actions.assignments import assign, assign_automatically, take_back
from landbridge.programmes.actions.evaluators import declare_tie, end_evaluator, end_tie, invite_evaluator, record_tie
from landbridge.programmes.criteria.distribution import Hole
from landbridge.programmes.models import Assignment, EmployerTie
from tests.programmes.screening.facts import a_closed_call, a_firm, a_judge, an_eligible, an_evaluator, given, mark

pytestmark = pytest.mark.django_db


def test_loads_are_even_and_conflicts_are_kept_out(host_manager: User) -> None:
    call = a_closed_call(evaluations_each=2)
    judges = [a_judge(f"judge{n}") for n in range(3)]
    staff = [invite_evaluator(call, judge, by=host_manager) for judge in judges]
    firm = a_firm(name="Elm")
    record_tie(judges[0], firm, "employer", by=host_manager)
    tied, *_rest = [an_eligible(call, firm), *(an_eligible(call) for _n in range(5))]
    found = assign_automatically(call, by=host_manager, seed=7)
    assert found.holes == ()
    loads = Counter(Assignment.objects.values_list("evaluator", flat=True))
    assert sorted(loads.values()) == [4, 4, 4]
    assert not Assignment.objects.filter(application=tied, evaluator=staff[0]).exists()
    assert assign_automatically(call, by=host_manager).pairs == ()
    assert Notice.objects.filter(code="programmes.applications_assigned").count() == 3


def test_shortages_are_named(host_manager: User) -> None:
    call, judge = a_closed_call(evaluations_each=2), a_judge()
    invite_evaluator(call, judge, by=host_manager)
    application = an_eligible(call)
    assert assign_automatically(call, by=host_manager).holes == (Hole(application.pk, 1),)


def test_what_was_taken_back_goes_to_somebody_else(host_manager: User) -> None:
    call = a_closed_call(evaluations_each=1)
    for name in ("one", "two"):
        invite_evaluator(call, a_judge(name), by=host_manager)
    an_eligible(call)
    assign_automatically(call, by=host_manager)
    first = Assignment.objects.get()
    with pytest.raises(Stale):
        take_back(first, by=host_manager, version=9)
    take_back(first, by=host_manager, version=first.version)
    assign_automatically(call, by=host_manager)
    second = Assignment.objects.get(state="assigned")
    assert second.evaluator_id != first.evaluator_id
    assert assign(first.application, first.evaluator, by=host_manager).pk == first.pk  # but by hand it may be again
    assert Assignment.objects.filter(state="assigned").count() == 2


def test_not_while_the_call_is_open(host_manager: User) -> None:
    call = a_closed_call(closes_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(ValidationError) as refused:
        assign_automatically(call, by=host_manager)
    assert refused.value.code == "open"


def test_by_hand_a_conflict_is_refused_with_its_reason(host_manager: User) -> None:
    call, judge, firm = a_closed_call(), a_judge(), a_firm()
    evaluator, application = an_evaluator(call, judge), an_eligible(call, firm)
    record_tie(judge, firm, "former", by=host_manager)
    with pytest.raises(ValidationError, match="employed"):
        assign(application, evaluator, by=host_manager)
    assert not Assignment.objects.exists()


def test_a_declaration_closes_at_once_what_was_given(host_manager: User) -> None:
    call, judge, firm = a_closed_call(evaluations_each=1), a_judge(), a_firm()
    application, other = an_eligible(call, firm), an_eligible(call)
    assignment, kept = mark(application, judge, "10", "10"), given(other, judge)
    declare_tie(firm, by=judge, note="My brother works there.")
    assignment.refresh_from_db()
    kept.refresh_from_db()
    assert (assignment.state, assignment.because) == ("conflict", "declared")
    assert kept.state == "assigned"
    application.refresh_from_db()
    assert application.state == "eligible"  # its sheet counts no longer


def test_who_was_employed_stays_tied(host_manager: User) -> None:
    judge, firm = a_judge(), a_firm()
    tie = record_tie(judge, firm, "employer", by=host_manager)
    end_tie(tie, by=host_manager)
    assert list(EmployerTie.objects.filter(ended_at=None).values_list("kind", flat=True)) == ["former"]


def test_who_evaluates_no_longer_leaves_what_is_open(host_manager: User) -> None:
    call, judge = a_closed_call(evaluations_each=1), a_judge()
    done, open_ = mark(an_eligible(call), judge, "5", "5"), given(an_eligible(call), judge)
    end_evaluator(done.evaluator, by=host_manager)
    open_.refresh_from_db()
    done.refresh_from_db()
    assert (done.state, open_.state) == ("submitted", "ended")


def test_each_side_names_its_own_judges(host_manager: User, guest_manager: User) -> None:
    call = a_closed_call()
    theirs = a_judge(side="guest")
    with pytest.raises(PermissionDenied):
        invite_evaluator(call, theirs, by=host_manager)
    invite_evaluator(call, theirs, by=guest_manager)
    with pytest.raises(ValidationError):
        invite_evaluator(call, theirs, by=guest_manager)
    alone = a_closed_call(is_joint=False)
    with pytest.raises(PermissionDenied):
        invite_evaluator(alone, theirs, by=guest_manager)
    with pytest.raises(PermissionDenied):
        assign_automatically(call, by=guest_manager)
