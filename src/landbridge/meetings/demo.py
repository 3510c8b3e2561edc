"""What a demonstration has to show of this wing: the sample fair."""

from __future__ import annotations

from landbridge.meetings.actions import import_fair
from landbridge.meetings.models import Fair
from landbridge.meetings.workbook.sample import sample_fair
from landbridge.people.models import User


def make(*, by: User) -> Fair:
    """The sample fair, made if it is missing."""
    book = sample_fair()
    found = Fair.objects.filter(title=book.event.title).first()
    return found or import_fair(book, by=by)
