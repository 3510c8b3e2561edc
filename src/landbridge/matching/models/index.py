"""What items are compared by: a build of the index, its items, and vectors by the text they stand for."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.directory.models import Item, Organisation
from landbridge.people.models import User


@inventory(
    none="id encoder encoder_build lexicon_build weights state done total error space centres calibration serial "
    "lexicon_serial asked_by asked_at started_at finished_at measured_at"
)
class IndexBuild(models.Model):
    """One index, of one encoder, with its weights. One is live; a new one is made beside it and takes its place.

    ``serial`` counts its changes: it is locked while items change, so that they commit in its order, and a process
    that holds an index asks for what is above its own number. ``lexicon_serial``: the terms its items were read with.
    ``space`` is the packed rarity of features, ``centres`` the packed mean vectors, ``calibration`` the centres of the
    logistic curve by direction, ``measured_at`` when hubness, calibration and prices were last measured.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting")
        BUILDING = "building", _("being built")
        LIVE = "live", _("in use")
        RETIRED = "retired", _("replaced")
        FAILED = "failed", _("failed")
        STOPPED = "stopped", _("stopped")

    BUSY: ClassVar = (State.WAITING, State.BUILDING)

    encoder = models.CharField(_("encoder"), max_length=300)  # as LANDBRIDGE_EMBEDDER says it
    encoder_build = models.CharField(max_length=200, blank=True)  # empty: without vectors
    lexicon_build = models.CharField(max_length=64, blank=True)
    weights = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    space = models.BinaryField(default=bytes)
    centres = models.BinaryField(default=bytes)
    calibration = models.JSONField(default=dict)
    serial = models.PositiveBigIntegerField(default=0)
    lexicon_serial = models.PositiveBigIntegerField(default=0)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    measured_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="live"), name="one_live_index"),
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="waiting"), name="one_waiting_index"),
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="building"), name="one_index_being_built"
            ),
        ]

    def __str__(self) -> str:
        return f"index {self.pk}"


@inventory(none="id build item number organisation kind language codes key sha256 features hubness serial is_gone")
class IndexedItem(models.Model):
    """One item in one build, as the lexicon reads it.

    ``key`` is the joined units of its text: a document holds a term exactly if its key holds the term's. A row whose
    item went away stays, ``is_gone``, until the build is retired, so that other processes hear of it.
    """

    build = models.ForeignKey(IndexBuild, models.CASCADE, related_name="items")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    number = models.PositiveBigIntegerField()  # the item's, also after it is gone
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=5, choices=Item.Kind)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    codes = models.JSONField(default=list)  # ``hs:854140``, ``ksic:26``
    key = models.TextField()
    sha256 = models.CharField(max_length=64)
    features = models.BinaryField(default=bytes)
    hubness = models.FloatField(default=0)
    serial = models.PositiveBigIntegerField()
    is_gone = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["build", "number"], name="one_row_each_item")]
        indexes: ClassVar = [models.Index(fields=["build", "serial"], name="index_changes")]

    def __str__(self) -> str:
        return f"item {self.number} in {self.build_id}"


@inventory(none="id sha256 encoder_build vector used_at")
class TextVector(models.Model):
    """The vector of a text by one encoder: little-endian float16, not centred. Those unused for 90 days go."""

    sha256 = models.CharField(max_length=64)
    encoder_build = models.CharField(max_length=200)
    vector = models.BinaryField()
    used_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sha256", "encoder_build"], name="one_vector_each")]

    def __str__(self) -> str:
        return self.sha256[:8]


@inventory(none="id build organisation side price shown")
class Exposure(models.Model):
    """How often an organisation stands in the others' lists, and what that costs it, as last measured."""

    build = models.ForeignKey(IndexBuild, models.CASCADE, related_name="exposures")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    side = models.CharField(max_length=10)
    price = models.FloatField(default=0)
    shown = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["build", "organisation"], name="one_exposure_each")]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.shown}"
