"""The timetable: meetings held, and why the wished ones that are not held are not.

The truth about double bookings is three unique constraints: a table, an interpreter and a company
each do one thing at a time. A meeting of several slots has one ``MeetingRound`` for each of them,
and each company in it one ``MeetingSeat`` for each, so that the constraints see every minute.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.meetings.models.fair import Company, FairInterpreter, FairSlot, FairTable
from landbridge.meetings.models.wishes import Wish


class Meeting(models.Model):
    """A wish that is held: ``slot`` is its first. ``version`` rises with every change of it."""

    wish = models.OneToOneField(Wish, models.CASCADE, related_name="meeting")
    slot = models.ForeignKey(FairSlot, models.RESTRICT, related_name="meetings")
    table = models.ForeignKey(FairTable, models.RESTRICT, related_name="meetings")
    interpreter = models.ForeignKey(FairInterpreter, models.RESTRICT, null=True, blank=True, related_name="meetings")
    locked = models.BooleanField(_("locked"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("meeting")

    def __str__(self) -> str:
        return f"{self.wish_id} @ {self.slot_id} / {self.table_id}"


class MeetingRound(models.Model):
    """One slot of a meeting, at its table, with its interpreter."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="rounds")
    slot = models.ForeignKey(FairSlot, models.RESTRICT, related_name="+")
    table = models.ForeignKey(FairTable, models.RESTRICT, related_name="+")
    interpreter = models.ForeignKey(FairInterpreter, models.RESTRICT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="table_once_a_slot", fields=("slot", "table")),
            models.UniqueConstraint(name="interpreter_once_a_slot", fields=("slot", "interpreter")),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} @ {self.slot_id}"


class MeetingSeat(models.Model):
    """A company's presence in one slot of a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="seats")
    company = models.ForeignKey(Company, models.RESTRICT, related_name="seats")
    slot = models.ForeignKey(FairSlot, models.RESTRICT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(name="company_once_a_slot", fields=("company", "slot")),)

    def __str__(self) -> str:
        return f"{self.company_id} @ {self.slot_id}"


class UnmetWish(models.Model):
    """Why the last search did not hold a wish, and the cheapest remedy: codes, worded by ``meetings.wording``.

    It stays when the wish is placed by hand, so that undoing brings it back: what is unmet now is
    what has no meeting.
    """

    wish = models.OneToOneField(Wish, models.CASCADE, related_name="unmet")
    cause = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)
    remedy = models.CharField(max_length=64, blank=True)
    remedy_detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("unmet wish")

    def __str__(self) -> str:
        return f"{self.wish_id}: {self.cause}"
