"""The demonstration's fair is made once."""

from landbridge.meetings import demo
from landbridge.meetings.models import Fair
from landbridge.people.models import User


def test_the_sample_fair_is_made_once(host_manager: User) -> None:
    assert demo.make(by=host_manager) == demo.make(by=host_manager)
    assert Fair.objects.count() == 1
