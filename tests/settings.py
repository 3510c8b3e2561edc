"""Settings of the suite: the project's own, with a database and files that are gone after the run."""

import atexit
import copy
import os
import shutil
import tempfile

# The first process of a run makes the folder and removes it. pytest's workers, and servers that a test starts and
# perhaps kills, find it in their environment; each worker's database has its own name there.
if not (_folder := os.environ.get("TESTS_FOLDER", "")):
    _folder = os.environ["TESTS_FOLDER"] = tempfile.mkdtemp(prefix="landbridge-tests-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
for _name in [
    name
    for name in os.environ
    if name.startswith("LANDBRIDGE_") and name not in {"LANDBRIDGE_DATABASE", "LANDBRIDGE_SHARED"}
]:
    del os.environ[_name]
os.environ["LANDBRIDGE_DATA"] = _folder
# What this machine runs with, demo accounts say, is none of the suite's business.
os.environ["LANDBRIDGE_ENV_FILE"] = os.devnull
os.environ["LANDBRIDGE_SECRET_KEY"] = "a key for tests only"
# Words alone: a test that needs the encoder says so.
os.environ["LANDBRIDGE_EMBEDDER"] = "none"

from landbridge.site.settings import *  # noqa: E402, F403
from landbridge.site.settings import DATA, DATABASES, STORAGES  # noqa: E402

# Copies, as a test looks at the settings themselves.
DATABASES, STORAGES = copy.deepcopy(DATABASES), copy.deepcopy(STORAGES)
if not os.environ.get("LANDBRIDGE_DATABASE"):
    DATABASES["default"]["TEST"] = {"NAME": DATA / "tests.sqlite3"}
    # A power cut during a test may cost its rows.
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
# Each worker has a database of its own, so it keeps files of its own: tests of backups empty the folder.
MEDIA_ROOT = DATA / "media" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
