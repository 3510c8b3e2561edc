"""Settings of a worker in a process of its own, on the database of the test that started it."""

import os

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES, INSTALLED_APPS

DATABASES["default"]["NAME"] = os.environ["TESTED_DATABASE"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.base.worked"]
