"""What a call asks and by which rules it judges, in versions: an answer stays readable beside its question."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from landbridge.base.inventory import inventory
from landbridge.people.models import User
from landbridge.programmes.models.calls import Call


@inventory(none="id call number questions sha256 made_by made_at")
class FormVersion(models.Model):
    """The questions of a call (``programmes.questions``). The latest number is asked; earlier ones stay."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="forms")
    number = models.PositiveIntegerField()
    questions = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "number"], name="one_form_version_each"),
        ]

    def __str__(self) -> str:
        return f"form {self.number} of {self.call_id}"


@inventory(none="id call number rules sha256 made_by made_at")
class RuleSet(models.Model):
    """The rules of a call (``programmes.criteria``). The latest number judges; earlier ones stay."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="rule_sets")
    number = models.PositiveIntegerField()
    rules = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "number"], name="one_rule_set_each"),
        ]

    def __str__(self) -> str:
        return f"rules {self.number} of {self.call_id}"
