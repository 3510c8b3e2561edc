"""The list of the erased, outside the database: a backup that is restored brings them back, and the list undoes that.

One line for each: the person's number and the moment their row was made, which tells them from somebody who got the
same number later. Nothing else is in it. It belongs into the data folder, and not into the database's own backup.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

from landbridge.people.models import Person

Line = tuple[int, datetime]


def list_file() -> Path:
    """Where the list is."""
    return Path(settings.DATA) / "erased-persons.txt"


def read_list() -> list[Line]:
    """Everybody on the list, in its order.

    :raises ValueError: naming the line that cannot be read.
    """
    path = list_file()
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    found = []
    for place, line in enumerate(lines, start=1):
        number, _, made = line.partition(" ")
        try:
            found.append((int(number), datetime.fromisoformat(made)))
        except ValueError as error:
            raise ValueError(f"{path}, line {place}: a number and a moment are expected, not {line!r}.") from error
    return found


def keep_list() -> int:
    """Add who was erased and is not on the list yet, and give their number.

    It asks the database for everybody, so that a line lost by a crash is made good by the next erasure.
    """
    known = set(read_list())
    erased = Person.objects.exclude(erased_at=None).order_by("pk").values_list("pk", "created_at")
    new = [line for line in erased if line not in known]
    if new:
        with list_file().open("a", encoding="ascii") as file:
            file.writelines(f"{number} {made.isoformat()}\n" for number, made in new)
            file.flush()
            os.fsync(file.fileno())
    return len(new)
