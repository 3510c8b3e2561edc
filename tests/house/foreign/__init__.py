"""What belongs to the other side, for every address that names a thing by its number.

``FOREIGN`` has, for a route, a function that makes a private thing of a manager's side and gives what the address
wants; somebody of another side must then get 404, and nothing may change. A route that names what both sides share,
or what is somebody's own anyhow, is in ``NOT_FOREIGN`` with the reason (a name, or a pattern). Each part of
the house has a module of its own here, ``of_…``, with both.
"""

from tests.house.foreign import (
    of_agreements,
    of_matching_index,
    of_matching_lists,
    of_matching_searches,
    of_matching_terms,
    of_organisations,
    of_people,
    of_programmes,
    of_screening,
    of_site,
)
from tests.house.foreign.make import Make

FOREIGN: dict[str, Make] = {}
NOT_FOREIGN: dict[str, str] = {}
for _part in (
    of_site,
    of_people,
    of_organisations,
    of_agreements,
    of_programmes,
    of_screening,
    of_matching_terms,
    of_matching_lists,
    of_matching_searches,
    of_matching_index,
):
    assert not FOREIGN.keys() & _part.FOREIGN.keys(), "a route has two"
    FOREIGN |= _part.FOREIGN
    NOT_FOREIGN |= _part.NOT_FOREIGN
