"""What people hold of the house's jobs: whether a mail may still go out."""

from __future__ import annotations

from landbridge.base.mail import SERVICE, asked_before_sending
from landbridge.base.models import OutgoingMail
from landbridge.people.models import Person
from landbridge.people.queries.consents import may_use


@asked_before_sending
def is_still_allowed(mail: OutgoingMail) -> bool:
    """What people must know to take part always goes out; anything else only under a consent that holds now."""
    if mail.purpose == SERVICE:
        return True
    person = None if mail.person_number is None else Person.objects.filter(pk=mail.person_number).first()
    return person is not None and may_use(person, mail.purpose)
