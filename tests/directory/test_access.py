"""The queries and the predicates of the directory say the same, for every role on both sides."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from landbridge.base.access import allowed
from landbridge.directory.actions.organisations import add_organisation, edit_organisation
from landbridge.directory.models import Editorship, Organisation
from landbridge.directory.queries.organisations import (
    editable_organisations,
    own_organisations,
    visible_organisations,
)
from landbridge.directory.rules import Can, can_edit_organisation, can_see_organisation
from landbridge.people.models import Invitation, Role, Side, User
from tests.conftest import make_user
from tests.directory.facts import made

SIDES = (Side.HOST, Side.GUEST)


@pytest.fixture
def everybody(db: None) -> list[User]:
    people = [make_user(f"{role}-{side}@test.example", side=side) for role in Role for side in SIDES]
    for person, role in zip(people, [role for role in Role for _ in SIDES], strict=True):
        person.role = role
        person.save()
    return people


@pytest.fixture
def organisations(host_manager: User, guest_manager: User, everybody: list[User]) -> list[Organisation]:
    """Of both sides: each level, a blocked one, a merged one, and one with an editor of the company role."""
    for by in (host_manager, guest_manager):
        rows = [made(by, name_en=f"{word} {by.side}") for word in ("Ash", "Birch", "Cedar", "Elm", "Fir", "Gingko")]
        for level, row in enumerate(rows[:4]):
            Organisation.objects.filter(pk=row.pk).update(level=level)
        Organisation.objects.filter(pk=rows[4].pk).update(level=3, is_blocked=True)
        Organisation.objects.filter(pk=rows[5].pk).update(level=3, merged_into=rows[0])
        editor = next(one for one in everybody if one.role == Role.COMPANY and one.side == by.side)
        for number, organisation in enumerate((rows[0], rows[5])):
            invitation = Invitation.objects.create(
                email=editor.email,
                name="Editor",
                role=Role.COMPANY,
                side=by.side,
                language="en",
                digest=f"{by.side}{number}",
                expires_at=timezone.now() + timedelta(days=7),
                accepted_by=editor,
            )
            Editorship.objects.create(organisation=organisation, invitation=invitation)
    return list(Organisation.objects.order_by("pk"))


def test_queries_and_predicates_agree(everybody: list[User], organisations: list[Organisation]) -> None:
    seen = 0
    for user in everybody:
        for one in organisations:
            case = f"{user.side} {user.role}: {one}"
            assert visible_organisations(user).filter(pk=one.pk).exists() == can_see_organisation(user, one), case
            assert editable_organisations(user).filter(pk=one.pk).exists() == can_edit_organisation(user, one), case
            knows = allowed(user, Can.SEE_CONFIDENTIAL, one) and one.merged_into_id is None
            assert own_organisations(user).filter(pk=one.pk).exists() == knows, case
            seen += can_see_organisation(user, one)
    assert seen  # the table is not empty


def test_a_company_sees_its_own_and_the_verified(everybody: list[User], organisations: list[Organisation]) -> None:
    company = next(one for one in everybody if one.role == Role.COMPANY and one.side == Side.HOST)
    names = set(visible_organisations(company).values_list("name_en", flat=True))
    assert names == {"Ash host", "Cedar host", "Elm host", "Cedar guest", "Elm guest"}


def test_only_the_own_side_changes(host_manager: User, guest_manager: User) -> None:
    one = made(host_manager, name_en="Ash")
    with pytest.raises(PermissionDenied):
        edit_organisation(one, by=guest_manager, version=one.version, name_en="Oak")
    with pytest.raises(PermissionDenied):
        add_organisation(by=guest_manager, side=Side.HOST, country="KR", name_en="Oak")
    assert Organisation.objects.get().name_en == "Ash"


def test_the_house_adds_without_anybody(db: None) -> None:
    assert add_organisation(by=None, side=Side.HOST, country="KR", name_en="Ash").created_by is None
