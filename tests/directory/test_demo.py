"""The demonstration's organisations and those who speak for them."""

from datetime import date

from django.db import transaction
from django.db.models import Count

from landbridge.base.identifiers import check_number
from landbridge.base.models import LogEntry
from landbridge.directory.demo.inventing import invent, numbers
from landbridge.directory.demo.organisations import make, make_first
from landbridge.directory.models import Contact, DuplicatePair, Organisation
from landbridge.directory.queries.contacts import contacts_shown
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.models import ConsentState, Person, PersonName, User


def test_both_sides_have_a_hundred_and_twenty(host_manager: User, guest_manager: User, open_border: None) -> None:
    seed_notices()
    assert make(host=host_manager, guest=guest_manager) == 240
    assert make(host=host_manager, guest=guest_manager) == 0
    assert Person.objects.count() == 394
    assert set(PersonName.objects.values_list("script", flat=True)) == {"Hang", "Hans", "Latn"}
    for side, other in (("host", guest_manager), ("guest", host_manager)):
        rows = Organisation.objects.filter(side=side)
        assert rows.count() == 120
        assert set(rows.values_list("level", flat=True)) == {0, 1, 2, 3}
        by_hand = rows.exclude(number__in=numbers(side))
        shown = [contacts_shown(one, other, "en") for one in by_hand]
        assert sum(len(seen) for seen, _hidden in shown) > 8  # those who agreed
        assert sum(hidden for _seen, hidden in shown) > 3  # and those who did not
        assert DuplicatePair.objects.filter(one__side=side).count() == 1
        # Each invented one has somebody to speak to first, and says what it offers and seeks.
        assert (
            Contact.objects.filter(organisation__in=rows.filter(number__in=numbers(side)), is_first=True).count() == 100
        )
        assert rows.filter(number__in=numbers(side)).annotate(n=Count("items")).filter(n__lt=2).count() == 0
    logged = LogEntry.objects.filter(verb="directory.organisation_added").values("object_id").distinct()
    assert logged.count() == 240
    assert ConsentState.objects.filter(purpose="service", granted=True).count() == 394


def test_an_installation_with_the_first_forty_gets_the_rest(host_manager: User, guest_manager: User) -> None:
    seed_notices()
    with transaction.atomic():
        make_first(host_manager)
    assert make(host=host_manager, guest=guest_manager) == 220


def test_what_is_invented_is_the_same_each_time_and_has_sound_numbers() -> None:
    for side, kind in (("host", "brn"), ("guest", "uscc")):
        made = invent(side, date(2026, 3, 2))
        assert made == invent(side, date(2026, 3, 2))
        assert all(check_number(kind, one.facts["number"]) == one.facts["number"] for one in made)
        addresses = [person["email"] for one in made for person, _title, _agrees in one.contacts]
        assert len(set(addresses)) == len(addresses)
