"""The API keeps to its own description, whatever it is sent: as nobody, and in three roles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from landbridge.directory.models import Organisation
from landbridge.people.api.door import pace
from landbridge.people.models import User
from landbridge.programmes.models import Application
from landbridge.site.api import schema
from landbridge.site.wsgi import application
from tests.agreements.made import a_draft
from tests.directory.editors import let_edit
from tests.directory.facts import made
from tests.people.keys import key_of
from tests.people.people import a_person
from tests.programmes.rows import a_participation

CHECKS: list[Any] = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance
]  # fmt: skip
QUIET: dict[str, Any] = {
    "deadline": None, "derandomize": True, "database": None, "suppress_health_check": list(HealthCheck)
}  # fmt: skip


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Let a request neither close the test's connection, as Django's own test client does, nor count for another."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)
    pace.forget()


def try_everything(headers: dict[str, str], there: dict[str, int], examples: int) -> dict[str, set[int]]:
    """Send every operation invented requests, half of them about what is there; gives the statuses of each."""
    described: Any = schemathesis.openapi.from_dict(schema())
    described.app = application
    met: dict[str, set[int]] = {}
    for found in described.get_all_operations():
        operation = found.ok()
        pace.forget()
        met[operation.label] = try_one(operation, headers, there, examples)
    return met


def try_one(operation: Any, headers: dict[str, str], there: dict[str, int], examples: int) -> set[int]:
    """The statuses one operation answers with."""
    statuses = set()

    @settings(max_examples=examples, **QUIET)
    @given(case=operation.as_strategy(), is_there=st.booleans())
    def run(case: Any, is_there: bool) -> None:
        if is_there:
            case.path_parameters = {name: there[name] for name in case.path_parameters or {}}
        with transaction.atomic():
            answer = case.call(headers=headers)
            transaction.set_rollback(True)
        case.validate_response(answer, checks=CHECKS)
        statuses.add(answer.status_code)

    run()
    return statuses


@pytest.fixture
def there(host_manager: User) -> dict[str, int]:
    """One thing of each kind, of the host's side."""
    place = a_participation()
    return {
        "organisation_id": made(host_manager, name_en="Oak").pk,
        "person_id": a_person("host").pk,
        "agreement_id": a_draft(host_manager).pk,
        "programme_id": place.programme_id,
        "call_id": place.application.call_id,
        "application_id": place.application_id,
        "participation_id": place.pk,
    }


@pytest.mark.django_db
def test_as_nobody(there: dict[str, int]) -> None:
    met = try_everything({}, there, 3)
    assert len(met) == 29
    assert {status for statuses in met.values() for status in statuses} <= {401, 404, 405}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["manager", "auditor", "company"])
def test_as_somebody(role: str, there: dict[str, int], host_manager: User, user_of: Callable[..., User]) -> None:
    user = user_of(role)
    if role == "company":
        applied = Application.objects.get(pk=there["application_id"])
        assert applied.organisation is not None
        for one in (Organisation.objects.get(pk=there["organisation_id"]), applied.organisation):
            let_edit(one, user, by=host_manager)
    met = try_everything({"Authorization": key_of(user)}, there, 7)
    assert 200 in met["GET /api/v1/organisations/{organisation_id}"]
    for thing in ("application", "participation", "call"):
        assert 200 in met[f"GET /api/v1/{thing}s/{{{thing}_id}}"]
    may_add = role == "manager"
    assert bool(met["POST /api/v1/organisations"] & {201, 422}) == may_add


@pytest.mark.long
@pytest.mark.django_db
def test_as_a_manager_at_length(there: dict[str, int], host_manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landbridge.people.api.door.PER_MINUTE", 100_000)
    try_everything({"Authorization": key_of(host_manager)}, there, 400)
