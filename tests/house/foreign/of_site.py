"""What everybody shares: nothing here is private."""

from tests.house.foreign.make import Make

FOREIGN: dict[str, Make] = {}
NOT_FOREIGN = {
    "calendar_*": "The joint calendar is the work of both sides.",
    "meetings:*": "A fair is the work of both sides; managers and auditors of either see it.",
}
