"""Two people edit one row."""

from __future__ import annotations

import pytest
from django.db import transaction

from landbridge.base.versions import Stale, claim_version
from landbridge.meetings.models import Fair
from landbridge.people.models import User


@pytest.fixture
def fair(host_manager: User) -> Fair:
    return Fair.objects.create(title="Fair", date_from="2026-05-01", date_to="2026-05-02", created_by=host_manager)


def test_the_second_editor_is_told_and_overwrites_nothing(fair: Fair) -> None:
    shown = fair.version
    with transaction.atomic():
        claim_version(fair, shown)
        fair.title = "First"
        fair.save()
    second = Fair.objects.get(pk=fair.pk)
    with pytest.raises(Stale) as told:
        claim_version(second, shown)
    assert isinstance(told.value.current, Fair)
    assert (told.value.current.title, told.value.current.version) == ("First", shown + 1)
