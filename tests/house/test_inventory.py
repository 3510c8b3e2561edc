"""Every field of every table is classified: a new one that is not fails here."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import models
from django.test.utils import isolate_apps

from landbridge.base.inventory import Holds, OnErasure, classified, inventory, unclassified
from landbridge.people.models import PersonName

ABOUT_PEOPLE = (Holds.PERSONAL, Holds.SENSITIVE)


def test_every_field_is_classified() -> None:
    assert unclassified() == []


def test_a_field_nobody_classified_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = classified["people.PersonName"]
    rest = {name: holds for name, holds in entry.fields.items() if name != "reading"} | {"nickname": Holds.PERSONAL}
    monkeypatch.setitem(classified, "people.PersonName", type(entry)(PersonName, rest, "person", OnErasure.DELETE, ""))
    assert unclassified() == [
        "people.PersonName.reading is not classified",
        "people.PersonName.nickname is classified and does not exist",
    ]


@pytest.mark.parametrize("label", sorted(classified))
def test_the_way_to_the_person_exists(label: str, db: None) -> None:
    entry = classified[label]
    if entry.subject:
        try:
            list(entry.model._default_manager.filter(**{entry.subject: 1}))
        except FieldError as error:
            pytest.fail(str(error))
    assert bool(entry.subject or entry.untied) >= bool(entry.names(*ABOUT_PEOPLE))


def test_everything_deleted_or_kept_has_a_subject() -> None:
    assert [
        label for label, entry in classified.items() if entry.on_erasure is not OnErasure.BLANK and not entry.subject
    ] == []


@isolate_apps("tests")
def test_what_an_inventory_must_say() -> None:
    class Thing(models.Model):
        class Meta:
            app_label = "tests"

        def __str__(self) -> str:
            return "thing"

    with pytest.raises(ValueError, match="whose data"):
        inventory(personal="name")(Thing)
    with pytest.raises(ValueError, match="twice"):
        inventory(none="id name", personal="name", subject="person")(Thing)
    with pytest.raises(ValueError, match="because"):
        inventory(personal="name", subject="person", on_erasure=OnErasure.KEEP)(Thing)
    with pytest.raises(ValueError, match="address"):
        inventory(none="mail", subject="person", address="mail")(Thing)


def test_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("inventory", format="json")
    said = json.loads(capsys.readouterr().out)
    assert said["people.PersonName"]["fields"]["given"] == "personal"
    assert set(said) == {model._meta.label for model in apps.get_models(include_auto_created=True)}
    call_command("inventory")
    printed = capsys.readouterr().out
    assert "| people.PersonName | given | personal | `person` | delete |" in printed
    assert "| people.ConsentEvent | proof | personal | `person` | kept: A controller proves" in printed
