"""Files about many persons are handed out only to those who say why."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from landbridge.people.actions.disclosures import disclose
from landbridge.people.forms.reasons import ReasonForm
from landbridge.people.models import AccessEntry, Person, Side, User
from landbridge.people.queries.access_log import needs_reason


@pytest.mark.parametrize(("persons", "asked"), [(0, False), (20, False), (21, True)])
def test_a_reason_is_asked_for_many(persons: int, asked: bool) -> None:
    assert needs_reason(persons) is asked
    assert ReasonForm({}, persons=persons).is_valid() is not asked


def test_a_form_says_the_reason() -> None:
    form = ReasonForm({"reason": " Badges for the fair "}, persons=21)
    assert form.is_valid()
    assert form.said_reason == "Badges for the fair"
    few = ReasonForm({"reason": "not asked"}, persons=20)
    assert few.is_valid()
    assert few.said_reason == ""


def test_an_export_of_many_without_a_reason_is_refused(host_manager: User) -> None:
    many = [Person.objects.create(side=Side.HOST, storage_region="KR") for _ in range(21)]
    with pytest.raises(ValidationError):
        disclose(many, actor=host_manager, action="export", route="people:export", reason="  ")
    assert not AccessEntry.objects.exists()
    disclose(many, actor=host_manager, action="export", route="people:export", reason="Badges")
    disclose(many[:20], actor=host_manager, action="export", route="people:export")
    disclose(many, actor=host_manager, action="list", route="people:persons")
    assert [entry.reason for entry in AccessEntry.objects.all()] == ["Badges", "", ""]
