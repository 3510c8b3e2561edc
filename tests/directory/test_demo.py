"""The demonstration's organisations."""

from landbridge.directory.demo import make
from landbridge.directory.models import DuplicatePair, Organisation
from landbridge.directory.queries.contacts import contacts_shown
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.models import User


def test_both_sides_have_twenty(host_manager: User, guest_manager: User, open_border: None) -> None:
    seed_notices()
    assert make(host=host_manager, guest=guest_manager) == 40
    assert make(host=host_manager, guest=guest_manager) == 0
    for side, other in (("host", guest_manager), ("guest", host_manager)):
        rows = Organisation.objects.filter(side=side)
        assert set(rows.values_list("level", flat=True)) == {0, 1, 2, 3}
        shown = [contacts_shown(one, other, "en") for one in rows]
        assert sum(len(seen) for seen, _hidden in shown) > 8  # those who agreed
        assert sum(hidden for _seen, hidden in shown) > 3  # and those who did not
        assert DuplicatePair.objects.filter(one__side=side).count() == 1
