"""A list asks the database as often for thirty rows as for one, and not often."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from landbridge.people.models import User
from tests.house.lists import LISTS
from tests.people.keys import program_of

MOST = 25


@pytest.mark.parametrize("address", LISTS)
def test_as_many_queries_for_thirty_rows_as_for_one(
    address: str, open_border: None, host_manager: User, client_of: Callable[[User], Client]
) -> None:
    make, counts, pages = LISTS[address], [], []
    client = (program_of if address.startswith("/api/") else client_of)(host_manager)
    for first, last in ((0, 1), (1, 30)):
        for number in range(first, last):
            make(host_manager, number)
        client.get(address)  # what is found out once and kept, or written down for whoever is seen first
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200, address
        counts.append([query["sql"] for query in captured])
        pages.append(answer.content)
    assert pages[0] != pages[1], "the rows are not shown, so nothing is counted"
    one, thirty = counts
    assert len(thirty) == len(one), "\n".join(sorted({sql[:200] for sql in thirty}))
    assert len(one) <= MOST
