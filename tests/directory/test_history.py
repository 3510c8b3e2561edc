"""The history on an organisation's page, and what apps above tell there."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

import landbridge.directory.actions
from landbridge.directory.actions.organisations import edit_organisation
from landbridge.directory.models import Organisation
from landbridge.directory.queries import panels
from landbridge.directory.queries.history import history_of
from landbridge.directory.wording.history import SENTENCES
from landbridge.people.models import User
from landbridge.people.queries.panels import Panel
from tests.directory.facts import whole_organisation

#: Recorded on other things than an organisation.
OTHERS = ("import", "view_", "blacklist_entry", "export_", "duplicate", "kept_apart", "merge_undone", "pair_")


def test_every_verb_of_an_organisation_has_its_sentence() -> None:
    folder = Path(next(iter(landbridge.directory.actions.__path__)))
    source = "".join(file.read_text() for file in sorted(folder.glob("*.py")))
    said = re.findall(r'record\(\s*"directory\.([a-z_]+)",\s*(\w+)', source)
    verbs = {
        verb for verb, thing in said if thing in {"organisation", "kept", "gone", "row"} or "organisation" in thing
    }
    assert {"organisation_added", "contact_added", "organisation_verified"} <= verbs
    assert {verb for verb in verbs if f"directory.{verb}" not in SENTENCES and not verb.startswith(OTHERS)} == set()


def test_the_other_side_reads_of_facts_without_names_or_reasons(host_manager: User, guest_manager: User) -> None:
    one = whole_organisation(host_manager)
    edit_organisation(one, by=host_manager, version=one.version, employees=150, region="성남시")
    own, _ = history_of(one, host_manager, most=50)
    other, has_more = history_of(one, guest_manager, most=50)
    assert own[0].facts == ("region", "employees")
    assert {event.who for event in own} == {host_manager.name}
    assert {str(event.who) for event in other} == {"Host"}
    sentences = {str(event.what) for event in own} - {str(event.what) for event in other}
    assert sentences == {
        "A contact was added.", "Somebody was invited to keep its profile.", "Export figures were changed.",
    }  # fmt: skip
    assert not has_more
    assert history_of(one, host_manager, most=3)[1]


def test_apps_above_tell_of_an_organisation(
    host_manager: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = whole_organisation(host_manager)
    monkeypatch.setattr(panels, "_tellers", [])

    @panels.tells_of_organisation
    def told(organisation: Organisation, user: User) -> Panel | None:
        shown: dict[str, list[str]] = {"shown": []}
        return Panel("Fairs", "directory/parts/person_organisations.html", shown) if user == host_manager else None

    assert panels.tells_of_organisation(told) is told
    assert len(panels.panels_of(one, host_manager)) == 1
    assert "Fairs" in client_of(host_manager).get(f"/organisations/{one.pk}").content.decode()
