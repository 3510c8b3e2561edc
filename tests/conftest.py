"""What every test may ask for: two managers, one on each side, and browsers they are signed in with."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from landbridge.base import queue, worker
from landbridge.base.append_only import put_sql, take_sql
from landbridge.people.models import Assessment, Grant, Purpose, Role, Side, TransferFlow, User

# A busy machine is no fault of the code, so no example has a time limit; the long run looks ten times as far.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("house", PATIENT)
settings.register_profile("long", PATIENT, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

pytest_plugins = ["tests.journeys.browser"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database of the tests, which nobody holds at the end: a browser's thread may still keep a connection."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


APPEND_ONLY = (
    "base_logentry",
    "people_privacynotice",
    "people_consentevent",
    "people_accessentry",
    "people_accesssubject",
    "people_accessreview",
    "people_assessment",
    "directory_verification",
    "directory_blacklistcheck",
)


def make_user(email: str, *, side: str = Side.HOST, role: str = Role.MANAGER, **more: object) -> User:
    """A saved account that holds one role, without a password, and without a log entry."""
    user = User(email=email, name=email.partition("@")[0].title(), side=side, role=role, **more)
    user.set_unusable_password()
    user.save()
    Grant.objects.create(user=user, role=role, side=side)
    return user


@pytest.fixture
def user_of(db: None) -> Callable[..., User]:
    """Gives the account in a role (``manager``, ``auditor``, …) on a side; asked again, the same one."""

    def account(role: str = Role.MANAGER, side: str = Side.HOST) -> User:
        email = f"{role}.{side}@test.example"
        zone = "Asia/Shanghai" if side == Side.GUEST else "Asia/Seoul"
        found = User.objects.filter(email=email).first()
        return found or make_user(email, side=side, role=role, timezone=zone)

    return account


@pytest.fixture
def host_manager(db: None) -> User:
    """A manager of the host's side."""
    return make_user("host@test.example", side=Side.HOST, timezone="Asia/Seoul")


@pytest.fixture
def guest_manager(db: None) -> User:
    """A manager of the guest's side."""
    return make_user("guest@test.example", side=Side.GUEST, timezone="Asia/Shanghai")


@pytest.fixture
def client_of(db: None) -> Callable[[User], Client]:
    """Gives a browser somebody is signed in with."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Forget the language of the last request, which Django leaves active for the next one to choose anew."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def _flush_append_only() -> Iterator[None]:
    """Let the emptying of the database after a transactional test pass the triggers that refuse it."""
    with pytest.MonkeyPatch.context() as patch:
        plain = type(connection.ops).execute_sql_flush

        def execute_sql_flush(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
            opened = [sql for table in APPEND_ONLY for sql in take_sql(connection.vendor, table)]
            closed = [sql for table in APPEND_ONLY for sql in put_sql(connection.vendor, table)]
            plain(self, [*opened, *sql_list, *closed])

        patch.setattr(type(connection.ops), "execute_sql_flush", execute_sql_flush)
        yield


@pytest.fixture
def open_border(db: None) -> None:
    """An assessed flow each way, switched on: without one no side sees a person of the other."""
    for side, from_region, to_region in ((Side.HOST, "KR", "CN"), (Side.GUEST, "CN", "KR")):
        assessment = Assessment.objects.create(
            side=side, title="Contacts", done_by="Privacy officer", done_on="2026-01-05", keep_until="2030-01-05"
        )
        TransferFlow.objects.create(
            code=f"{side}-contacts",
            name="Contacts",
            from_region=from_region,
            to_region=to_region,
            recipient="The other centre",
            purpose=Purpose.CROSS_BORDER,
            items="Names, telephone",
            basis="consent",
            assessment=assessment,
            is_on=True,
        )


@pytest.fixture
def run_jobs(db: None) -> Callable[[], list[str]]:
    """Runs all jobs that are due, here and now, and gives their names."""

    def run() -> list[str]:
        names = []
        while claim := queue.claim("tests"):
            worker.perform(claim)
            names.append(claim.name)
        return names

    return run
