"""How long data stays, what is erased, and what people ask for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory
from landbridge.people.models.accounts import ONE_SIDE, User
from landbridge.people.models.persons import Person


@inventory(none="id code days basis is_on version")
class RetentionRule(models.Model):
    """How long one kind of data is kept, and which law or promise says so.

    What the kind is, and from when it counts, stands in ``wording.retention``; ``basis`` is empty while the house's
    own words stand.
    """

    code = models.SlugField(max_length=40, unique=True)
    days = models.PositiveIntegerField(_("days"))
    basis = models.CharField(_("basis"), max_length=300, blank=True)
    is_on = models.BooleanField(_("applied"), default=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.code


@inventory(
    none="id person placed_by placed_at until lifted_at lifted_by",
    personal="reason",
    subject="person",
)
class LegalHold(models.Model):
    """A person whose data may not be erased for now, and why."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="holds")
    reason = models.CharField(_("reason"), max_length=300)
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(auto_now_add=True)
    until = models.DateField(_("until"), null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"hold on {self.person_id}"


@inventory(
    none="id side is_dry rehearsal state reason asked_by started_at finished_at people counts held certificate sha256"
)
class ErasureRun(models.Model):
    """One erasure, or its rehearsal. ``people`` are numbers; who they were is known to nobody afterwards.

    ``side`` is the one whose persons are erased, ``reason`` a rule's code or what staff gave as one. A run follows
    one ``rehearsal`` that somebody confirmed, and each rehearsal has one run at most.
    """

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        DISMISSED = "dismissed", _("dismissed")

    side = models.CharField(max_length=10, choices=ONE_SIDE)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(_("reason"), max_length=200)
    is_dry = models.BooleanField(default=True)
    rehearsal = models.OneToOneField("self", models.PROTECT, null=True, related_name="run")
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    people = models.JSONField(default=list)  # numbers of the persons erased (or to be)
    counts = models.JSONField(default=dict)  # rows and files by model
    held = models.JSONField(default=list)  # numbers of persons passed over for a legal hold
    certificate = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"erasure {self.pk}"


class RequestKind(models.TextChoices):
    """What a person may ask about their data."""

    EXPORT = "export", _("a copy of my data")
    CORRECTION = "correction", _("a correction")
    OBJECTION = "objection", _("to stop a use")
    ERASURE = "erasure", _("erasure")


@inventory(
    none="id person kind came_by received_on asked_at due_on state closed_at closed_by",
    personal="text answer",
    subject="person",
    on_erasure=OnErasure.BLANK,
)
class SubjectRequest(models.Model):
    """What a person asked about their own data, and by when it has to be answered (Korea: ten days)."""

    class State(models.TextChoices):
        """Where the request stands."""

        OPEN = "open", _("open")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Way(models.TextChoices):
        """How it came."""

        PAGE = "page", _("on this site")
        LETTER = "letter", _("by letter, mail or telephone")

    person = models.ForeignKey(Person, models.PROTECT, related_name="requests")
    kind = models.CharField(_("request"), max_length=12, choices=RequestKind)
    text = models.TextField(_("in your words"), blank=True)
    came_by = models.CharField(_("how it came"), max_length=6, choices=Way, default=Way.PAGE)
    received_on = models.DateField(_("received"))
    asked_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
