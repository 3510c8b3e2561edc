"""Kinds of programmes. A kind is data: what it is called, asks for, goes through and is measured by."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models import Field
from landbridge.base.inventory import inventory
from landbridge.base.text import Trilingual


@inventory(
    none="id code field applicants name_ko name_zh name_en about_ko about_zh about_en stages form rules rubric "
    "documents kpis position is_active"
)
class ProgrammeKind(models.Model):
    """A kind of programme, and what a new programme of it starts with.

    ``stages`` its steps by name in each language; ``form`` questions (``programmes.questions``); ``rules``
    eligibility and bonus points (``programmes.criteria``); ``rubric`` criteria with weights; ``documents`` what
    participants owe, and how many days before the start; ``kpis`` codes of the KPI dictionary.
    """

    class Applicants(models.TextChoices):
        """Who applies."""

        ORGANISATIONS = "organisations", _("Organisations")
        PERSONS = "persons", _("Persons")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    field = models.CharField(_("field"), max_length=12, choices=Field)
    applicants = models.CharField(_("who applies"), max_length=13, choices=Applicants, default=Applicants.ORGANISATIONS)
    name_ko = models.CharField(_("name in Korean"), max_length=120)
    name_zh = models.CharField(_("name in Chinese"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    about_ko = models.TextField(_("about, in Korean"), blank=True)
    about_zh = models.TextField(_("about, in Chinese"), blank=True)
    about_en = models.TextField(_("about, in English"), blank=True)
    stages = models.JSONField(default=list)
    form = models.JSONField(default=list)
    rules = models.JSONField(default=list)
    rubric = models.JSONField(default=list)
    documents = models.JSONField(default=list)
    kpis = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("kind of programme")
        ordering: ClassVar = ["position", "code"]

    def __str__(self) -> str:
        return self.name.read(get_language() or "en")[0]

    @property
    def name(self) -> Trilingual:
        """The name in each language."""
        return Trilingual(self.name_ko, self.name_zh, self.name_en)

    @property
    def about(self) -> Trilingual:
        """What it is, in each language."""
        return Trilingual(self.about_ko, self.about_zh, self.about_en)
