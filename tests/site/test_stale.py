"""The page that shows two versions shows nothing that its reader could not see before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from landbridge.people.models import User
from tests.programmes.rows import a_firm, a_participation, an_application, an_editor

ClientOf = Callable[[User], Client]


@pytest.mark.parametrize("sent", ["{theirs}", "{mine}", "9" * 40, "²", "word", ""])
def test_no_row_is_named_by_its_number(sent: str, user_of: Callable[..., User], client_of: ClientOf) -> None:
    user = user_of("company")
    place = a_participation()
    an_editor(place.application.organisation, user)
    theirs = an_application(place.application.call, a_firm("guest", "Hidden Larch"))
    said = sent.format(theirs=theirs.pk, mine=place.application_id)
    answer = client_of(user).post(
        reverse("programmes:participation_withdraw", args=[place.pk]),
        {"version": 9, "reason": "moved", "application": said},
    )
    assert answer.status_code == 409
    assert "Hidden Larch" not in answer.content.decode()
    assert str(theirs) not in answer.content.decode()
