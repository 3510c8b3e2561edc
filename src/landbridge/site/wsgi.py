"""The application gunicorn serves, with everything it needs loaded before the first request."""

import gc
import os

_USUAL = gc.get_threshold()
gc.set_threshold(100_000)  # while all is being loaded, nothing is to be thrown away
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landbridge.site.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import get_resolver  # noqa: E402

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - reading them loads every page
gc.freeze()  # it stays, and need not be looked through again
gc.set_threshold(*_USUAL)
