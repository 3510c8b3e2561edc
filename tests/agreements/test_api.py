"""Agreements by the API: what staff and partners read, how it is counted, and what nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from landbridge.agreements.models import Representative
from landbridge.people.models import Role, User
from landbridge.people.rules import Scope
from tests.agreements.made import a_draft, in_force, reported
from tests.people.keys import program_of

pytestmark = pytest.mark.django_db


def test_an_agreement_with_its_texts_and_promises(host_manager: User, guest_manager: User) -> None:
    one = a_draft(host_manager, promises=2)
    for user in (host_manager, guest_manager):
        program = program_of(user, Scope.AGREEMENTS_READ)
        (line,) = program.get(reverse("api:agreements")).json()["rows"]
        assert (line["id"], line["title_ko"], line["state"]) == (one.pk, "전략적 협력 협약", "drafted")
        told = program.get(reverse("api:agreement", args=[one.pk])).json()
        assert [party["side"] for party in told["parties"]] == ["host", "guest"]
        assert {text["language"] for text in told["texts"]} == {"en", "ko"}
        assert [promise["title_en"] for promise in told["obligations"]] == ["Joint expos 1", "Joint expos 2"]
        assert "Hwang Jini" not in str(told)
        assert program.get(reverse("api:agreements"), {"state": "signed"}).json()["rows"] == []


def test_how_far_a_promise_is_kept(host_manager: User, user_of: Any) -> None:
    evidence = reported(host_manager)
    agreement = evidence.obligation.agreement
    (told,) = program_of(host_manager).get(reverse("api:obligations"), {"agreement": agreement.pk}).json()["rows"]
    assert (told["done"], told["claimed"]) == (0, evidence.count)
    partner = user_of(Role.PARTNER, "host")
    assert program_of(partner).get(reverse("api:obligations")).json()["rows"] == []
    Representative.objects.create(body=agreement.parties.get(side="host").body, user=partner)
    (told,) = program_of(partner).get(reverse("api:obligations")).json()["rows"]
    assert (told["done"], told["claimed"]) == (0, None)


def test_a_partner_reads_what_its_bodies_signed(host_manager: User, user_of: Any) -> None:
    draft, concluded, partner = a_draft(host_manager), in_force(), user_of(Role.PARTNER, "host")
    program = program_of(partner)
    assert program.get(reverse("api:agreements")).json()["rows"] == []
    Representative.objects.create(body=concluded.parties.get(side="host").body, user=partner)
    assert [row["id"] for row in program.get(reverse("api:agreements")).json()["rows"]] == [concluded.pk]
    assert program.get(reverse("api:agreement", args=[draft.pk])).status_code == 404


def test_the_same_queries_for_one_and_for_many(host_manager: User) -> None:
    program = program_of(host_manager)
    for route in ("api:agreements", "api:obligations"):
        counts = []
        program.get(reverse(route))  # a key's first use is noted
        for more in (1, 11):
            for _ in range(more):
                a_draft(host_manager, promises=2)
            with CaptureQueriesContext(connection) as captured:
                assert program.get(reverse(route)).json()["rows"]
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 25, route
