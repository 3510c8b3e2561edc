"""All addresses."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

handler400 = "landbridge.site.views.errors.bad_request"
handler403 = "landbridge.site.views.errors.denied"
handler404 = "landbridge.site.views.errors.not_found"
handler429 = "landbridge.site.views.errors.too_many"
handler500 = "landbridge.site.views.errors.failed"

urlpatterns: list[URLPattern | URLResolver] = [path("", include("landbridge.people.urls"))]

for name, address in (("today", ""), ("style", "style")):
    if find_spec(f"landbridge.site.views.{name}"):
        module = import_module(f"landbridge.site.views.{name}")
        urlpatterns.append(path(address, getattr(module, name), name=name))

try:
    urlpatterns += [path("fairs/", include("landbridge.meetings.urls"))]
except ImportError as error:  # while the wing is being built
    print(f"landbridge.meetings.urls: {error}", file=sys.stderr)  # noqa: T201
