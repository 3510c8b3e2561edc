"""Settings of a worker that dies at every point there is."""

from tests.base.worker_settings import *  # noqa: F403
from tests.base.worker_settings import INSTALLED_APPS as _APPS

INSTALLED_APPS = [*_APPS, "tests.site.dying"]
