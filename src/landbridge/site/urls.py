"""All addresses."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("landbridge.people.urls"))]

if find_spec("landbridge.site.views"):
    from landbridge.site import views

    urlpatterns += [path("", views.home, name="home"), path("style", views.style, name="style")]
    for status in (400, 403, 404, 500):
        if hasattr(views, f"handler{status}"):
            globals()[f"handler{status}"] = f"landbridge.site.views.handler{status}"

if find_spec("landbridge.meetings.urls"):
    urlpatterns += [path("fairs/", include("landbridge.meetings.urls"))]
