"""On a person's page: the organisations they speak for, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from landbridge.directory.models import Contact, Organisation
from landbridge.directory.queries.person_panel import organisations_of
from landbridge.people.models import User
from tests.people.people import a_person

pytestmark = pytest.mark.django_db


def names(panel: object) -> list[tuple[str, bool]]:
    shown = panel.context["shown"] if panel else []  # type: ignore[attr-defined]
    return [(one.contact.organisation.name_en, one.is_open) for one in shown]


def test_organisations_on_a_persons_page(
    host_manager: User, user_of: Callable[..., User], client_of: Callable[..., object]
) -> None:
    talent = user_of("talent", "host")
    person = a_person()
    person.user = talent
    person.save()
    assert organisations_of(person, host_manager) is None
    firm = Organisation.objects.create(
        side="host", country="KR", name_en="Hanbit Lidar", sort_ko="", sort_zh="", sort_en=""
    )
    Contact.objects.create(organisation=firm, person=person, title="영업부장", is_first=True)
    assert names(organisations_of(person, host_manager)) == [("Hanbit Lidar", True)]
    assert names(organisations_of(person, talent)) == [("Hanbit Lidar", False)]
    page = client_of(host_manager).get(f"/people/persons/{person.pk}").content.decode()  # type: ignore[attr-defined]
    assert f"/organisations/{firm.pk}" in page
    assert "영업부장" in page
