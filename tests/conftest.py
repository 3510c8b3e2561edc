"""What every test may ask for: two managers, one on each side, and browsers they are signed in with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django.utils import translation

from landbridge.base import queue, worker
from landbridge.base.append_only import put_sql, take_sql
from landbridge.people.models import Role, Side, User

pytest_plugins = ["tests.journeys.browser"]

APPEND_ONLY = (
    "base_logentry",
    "people_privacynotice",
    "people_consentevent",
    "people_accessentry",
    "people_accesssubject",
    "people_assessment",
    "directory_verification",
    "directory_blacklistcheck",
)


def make_user(email: str, *, side: str = Side.HOST, **more: object) -> User:
    """A saved manager without a password, and without a log entry."""
    user = User(email=email, name=email.partition("@")[0].title(), side=side, role=Role.MANAGER, **more)
    user.set_unusable_password()
    user.save()
    return user


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
def run_jobs(db: None) -> Callable[[], list[str]]:
    """Runs all jobs that are due, here and now, and gives their names."""

    def run() -> list[str]:
        names = []
        while claim := queue.claim("tests"):
            worker.perform(claim)
            names.append(claim.name)
        return names

    return run
