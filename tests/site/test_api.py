"""The API's door: no session, a scope for every operation, problems in one shape, and not too much at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import cast

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse
from ninja.operation import Operation

from landbridge.people.api import door, problems
from landbridge.people.api.door import Key, pace
from landbridge.people.models import ApiToken, Grant, User
from landbridge.people.rules import Scope
from landbridge.site.api import api
from tests.directory.facts import made
from tests.house.test_permissions import API_METHODS, ROUTES
from tests.people.keys import key_of, program_of

pytestmark = pytest.mark.django_db
OPERATIONS: list[Operation] = [
    operation
    for bound in api._get_bound_routers()
    for view in bound.path_operations.values()
    for operation in view.operations
]
API = [
    route for name, route in ROUTES.items() if name.startswith("api:") and name not in {"api:openapi", "api:unknown"}
]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    pace.forget()
    yield
    pace.forget()


def key_for(operation: Operation) -> Key:
    (key,) = operation.auth_callbacks
    assert isinstance(key, Key)
    return key


def test_every_operation_has_a_scope_and_a_permission() -> None:
    """Bug classes 3, 7: what says nothing is closed, whichever version it is of."""
    assert len(OPERATIONS) == 29
    assert [one.path for one in OPERATIONS if not key_for(one).scopes or key_for(one).can is None] == []
    assert [one.path for one in OPERATIONS if "x-scopes" not in (one.openapi_extra or {})] == []


def test_an_operation_that_says_nothing_lets_nobody_in(host_manager: User, rf: RequestFactory) -> None:
    (key,) = cast("list[object]", api.auth)  # what ninja falls back to
    assert isinstance(key, Key)
    with pytest.raises(PermissionDenied):
        key(rf.get("/", headers={"Authorization": key_of(host_manager)}))


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.methods[0]} {one.path}")
def test_a_key_opens_what_its_scopes_say_and_no_more(operation: Operation, host_manager: User) -> None:
    """Bug class 9: every operation by a key of each scope alone."""
    path = "/api/v1" + re.sub(r"\{int:\w+\}", "999999", operation.path)
    passed = set()
    for scope in Scope:
        answer = program_of(host_manager, scope).generic(operation.methods[0], path)
        if answer.status_code != 403:
            passed.add(scope)
        else:
            assert answer.json()["code"] == "scope"
    assert passed == key_for(operation).scopes


def test_a_session_opens_nothing(host_manager: User, client_of: Callable[[User], Client]) -> None:
    browser = client_of(host_manager)
    for route in API:
        for method in API_METHODS:
            assert browser.generic(method, route.url).status_code in {401, 405}
    answer = browser.get(reverse("api:persons"))
    assert answer.json()["code"] == "key"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_key_that_ended_in_any_way_opens_nothing(host_manager: User) -> None:
    url, header = reverse("api:organisations"), key_of(host_manager)
    token = ApiToken.objects.get()

    def status(said: str = header) -> int:
        return Client(headers={"Authorization": said}).get(url).status_code

    assert status() == 200
    key = header[7:]
    for said in ("", "Bearer", "Bearer ", key, f"Basic {key}", f"{header}x", header.upper(), "Bearer 암호"):
        assert status(said) == 401, said
    ApiToken.objects.update(expires_at="2026-01-01T00:00:00Z")
    assert status() == 401
    ApiToken.objects.update(expires_at=token.expires_at, revoked_at="2026-01-01T00:00:00Z")
    assert status() == 401
    ApiToken.objects.update(revoked_at=None)
    Grant.objects.update(ended_at="2026-01-01T00:00:00Z")
    assert status() == 401
    Grant.objects.update(ended_at=None)
    User.objects.update(is_active=False)
    assert status() == 401


def test_a_key_acts_in_the_role_it_was_made_in(host_manager: User) -> None:
    one = made(host_manager, name_en="Oak", employees=9)
    program = program_of(host_manager)
    Grant.objects.create(user=host_manager, role="auditor", side="guest")
    User.objects.filter(pk=host_manager.pk).update(role="auditor", side="guest")
    assert program.get(reverse("api:organisation", args=[one.pk])).json()["employees"] == 9


def test_nothing_is_kept_on_the_way(host_manager: User) -> None:
    program = program_of(host_manager)
    for answer in (program.get(reverse("api:organisations")), Client().get(reverse("api:persons"))):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert not answer.cookies


def test_problems_come_in_the_readers_language(host_manager: User) -> None:
    program, url = program_of(host_manager), reverse("api:organisations")
    said = {}
    for language in ("en", "ko", "zh-hans"):
        answer = program.post(url, "{}", content_type="application/json", headers={"Accept-Language": language})
        assert answer.status_code == 422
        said[language] = answer.json()["fields"]["country"]
    assert said["en"] == ["This field is required."]
    assert len({str(words) for words in said.values()}) == 3
    answer = program.get(url, {"level": "9", "since": "yesterday"})
    assert (answer.status_code, set(answer.json()["fields"])) == (422, {"level", "since"})


def test_too_much_at_once_is_told(host_manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    program, url = program_of(host_manager), reverse("api:organisations")
    large = program.post(url, " " * (door.LARGEST + 1), content_type="application/json")
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    monkeypatch.setattr(door, "PER_MINUTE", 3)
    assert [program.get(url).status_code for _ in range(3)] == [200, 200, 429]
    answer = program.get(url)
    assert (answer.json()["code"], 0 < int(answer.headers["Retry-After"]) <= 61) == ("too_many", True)
    assert program_of(host_manager).get(url).status_code == 200, "each key has its own pace"
    key = program.defaults["HTTP_AUTHORIZATION"]
    for spelt in (key.replace("Bearer", "bearer"), key.replace(" ", "   ")):
        assert program.get(url, headers={"Authorization": spelt}).status_code == 429, "however it is written"


def test_a_fault_of_ours_is_told_without_its_cause(host_manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    logged: list[object] = []
    monkeypatch.setattr(problems.logger, "error", lambda *_args, exc_info: logged.append(exc_info))

    def fail(*_args: object) -> None:
        raise RuntimeError("secret cause")

    monkeypatch.setattr("landbridge.directory.api.organisations.visible_organisations", fail)
    answer = program_of(host_manager).get(reverse("api:organisation", args=[1]))
    assert (answer.status_code, answer.json()["code"]) == (500, "failed")
    assert "secret" not in answer.content.decode()
    assert [str(cause) for cause in logged] == ["secret cause"]


def test_reference(host_manager: User) -> None:
    program = program_of(host_manager, Scope.PERSONS_READ)
    told = program.get(reverse("api:working_days"), {"day": "2026-09-23", "days": "5"}).json()
    assert told["day"] == "2026-10-12"
    assert program.get(reverse("api:working_days"), {"day": "0001-01-01", "days": "5"}).status_code == 422
    assert program.get(reverse("api:rates"), {"base": "USD", "quote": "KRW"}).status_code == 404
    assert program.get(reverse("api:rates"), {"base": "USD", "quote": "USD"}).json()["rate"] == "1"
    sound = program.get(reverse("api:identifier_check"), {"number": "９９９－８１－０００００"}).json()
    assert (sound["kind"], sound["is_sound"], sound["number"]) == ("brn", True, "9998100000")
    wrong = program.get(reverse("api:identifier_check"), {"number": "999-81-00001"}).json()
    assert (wrong["is_sound"], "last digit" in wrong["message"]) == (False, True)


def test_an_address_that_is_none_is_a_problem_too() -> None:
    answer = Client().get("/api/v1/organisations/-1")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_reference_tells_every_operation() -> None:
    answer = Client().get(reverse("api_reference"))
    page = answer.content.decode()
    assert answer.status_code == 200
    for operation in OPERATIONS:
        path = "/api/v1" + operation.path.replace("{int:", "{")
        assert f"<b>{operation.methods[0]}</b> {path}</code>" in page
    assert "rows[].hs6" in page
    assert "organisations:write" in page
