"""How a thing is made for an address that names it."""

from collections.abc import Callable
from typing import Any

from landbridge.people.models import User

#: Makes a private thing of a manager's side, and gives what the address wants.
Make = Callable[[User], dict[str, Any]]
