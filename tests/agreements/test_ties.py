"""Bodies, who speaks for them, ties and exchanges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from landbridge.agreements.actions.bodies import (
    add_body,
    appoint_representative,
    edit_body,
    end_representation,
)
from landbridge.agreements.actions.exchanges import add_exchange, edit_exchange, remove_exchange
from landbridge.agreements.actions.ties import edit_tie, end_tie, propose_tie, sign_tie
from landbridge.agreements.models import Exchange, Tie
from landbridge.agreements.queries.agreements import visible_bodies, visible_exchanges, visible_ties
from landbridge.agreements.queries.bodies import exchanges_by_field
from landbridge.people.models import User
from tests.agreements.made import a_body, a_tie, an_exchange, both_bodies, person

DAY = date(2025, 4, 1)


def test_a_sister_tie_needs_a_vote_and_a_friendly_one_none(host_manager: User, guest_manager: User) -> None:
    host, guest = both_bodies()
    tie = propose_tie(by=host_manager, kind="sister", host=host, guest=guest)
    with pytest.raises(ValidationError, match="council"):
        sign_tie(tie, by=guest_manager, version=tie.version, signed_on=DAY)
    tie.refresh_from_db()
    edit_tie(tie, by=host_manager, version=tie.version, council_vote_on=DAY + timedelta(days=1))
    with pytest.raises(ValidationError, match="council"):
        sign_tie(tie, by=guest_manager, version=tie.version, signed_on=DAY)
    tie.refresh_from_db()
    sign_tie(tie, by=guest_manager, version=tie.version, signed_on=DAY + timedelta(days=1))
    with pytest.raises(ValidationError, match="day of the council"):
        edit_tie(tie, by=host_manager, version=tie.version, council_vote_on=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.update(council_vote_on=None)
    friendly = propose_tie(by=host_manager, kind="friendly", host=host, guest=guest)
    sign_tie(friendly, by=host_manager, version=friendly.version, signed_on=DAY)
    with pytest.raises(ValidationError, match="already"):
        propose_tie(by=host_manager, kind="friendly", host=host, guest=guest)
    with pytest.raises(ValidationError, match="before it was signed"):
        end_tie(friendly, by=host_manager, version=friendly.version, ended_on=DAY - timedelta(days=1))
    friendly.refresh_from_db()
    with pytest.raises(ValidationError, match="not come"):
        end_tie(friendly, by=host_manager, version=friendly.version, ended_on=timezone.localdate() + timedelta(days=2))
    friendly.refresh_from_db()
    end_tie(friendly, by=host_manager, version=friendly.version, ended_on=timezone.localdate())
    propose_tie(by=host_manager, kind="friendly", host=host, guest=guest)


def test_what_a_tie_can_not_be(host_manager: User) -> None:
    host, guest = both_bodies()
    with pytest.raises(ValidationError, match="one of the guest"):
        propose_tie(by=host_manager, kind="friendly", host=host, guest=a_body("host"))
    signed = a_tie()
    with pytest.raises(ValidationError, match="stays between"):
        edit_tie(signed, by=host_manager, version=signed.version, guest=a_body("guest"))
    proposed = propose_tie(by=host_manager, kind="sister", host=host, guest=guest)
    end_tie(proposed, by=host_manager, version=proposed.version, ended_on=DAY)
    assert list(Tie.objects.all()) == [signed]


def test_an_exchange_is_its_recorders(host_manager: User, guest_manager: User) -> None:
    host, guest = both_bodies()
    facts = {
        "field": "trade",
        "direction": "in",
        "title_en": "Fair",
        "original": "en",
        "starts_on": DAY,
        "ends_on": DAY,
    }
    exchange = add_exchange(by=guest_manager, side="guest", host=host, guest=guest, **facts)
    with pytest.raises(PermissionDenied):
        edit_exchange(exchange, by=host_manager, version=exchange.version, persons=4)
    with pytest.raises(PermissionDenied):
        add_exchange(by=guest_manager, side="host", host=host, guest=guest, **facts)
    edit_exchange(exchange, by=guest_manager, version=exchange.version, persons=4)
    for wrong, field in (
        ({"ends_on": DAY - timedelta(days=1)}, "ends_on"),
        ({"guest": host}, "guest"),
        ({"title_en": ""}, "title_en"),
        ({"tie": a_tie(guest=a_body("guest"))}, "tie"),
    ):
        with pytest.raises(ValidationError) as refused:
            edit_exchange(Exchange.objects.get(), by=guest_manager, version=exchange.version, **wrong)
        assert field in refused.value.message_dict
        exchange.refresh_from_db()
    remove_exchange(exchange, by=guest_manager, version=exchange.version)
    assert not Exchange.objects.exists()


def test_exchanges_are_counted_by_field(host_manager: User) -> None:
    for field, persons in (("trade", 3), ("trade", 4), ("culture", 0)):
        an_exchange(field=field, persons=persons)
    counted = [(str(one.field), one.count, one.persons) for one in exchanges_by_field(visible_exchanges(host_manager))]
    assert counted == [("trade", 2, 7), ("culture", 1, 0)]


def test_bodies_are_their_own_sides(host_manager: User, guest_manager: User) -> None:
    body = add_body(by=host_manager, side="host", country="KR", name_ko="경기도")
    with pytest.raises(PermissionDenied):
        edit_body(body, by=guest_manager, version=body.version, name_ko="다른 이름")
    with pytest.raises(PermissionDenied):
        add_body(by=guest_manager, side="host", country="KR", name_ko="경기도")
    with pytest.raises(ValidationError, match="at least one"):
        edit_body(body, by=host_manager, version=body.version, name_ko=" ")
    with pytest.raises(ValidationError):
        add_body(by=host_manager, side="host", country="KR", name_en="A", website="javascript:alert(1)")


def test_who_speaks_for_a_body_sees_what_is_its_own(host_manager: User, guest_manager: User) -> None:
    host, guest = both_bodies()
    partner, other = person("host", "partner"), person("guest", "partner")
    for wrong in (other, person("host", "company"), host_manager):
        with pytest.raises(ValidationError, match="role of partner"):
            appoint_representative(host, wrong, by=host_manager)
    with pytest.raises(PermissionDenied):
        appoint_representative(host, partner, by=guest_manager)
    row = appoint_representative(host, partner, by=host_manager)
    assert appoint_representative(host, partner, by=host_manager) == row
    tie, exchange = a_tie(), an_exchange()
    a_tie(host=a_body("host"), guest=guest)
    an_exchange(host=a_body("host"))
    assert (list(visible_bodies(partner)), list(visible_ties(partner))) == ([host], [tie])
    assert list(visible_exchanges(partner)) == [exchange]
    end_representation(row, by=host_manager)
    assert not visible_bodies(partner).exists()
    assert not visible_ties(partner).exists()
