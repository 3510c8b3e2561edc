"""All addresses. Each app's own are in its ``urls.py``; the order of the house is the order here."""

from __future__ import annotations

from django.urls import include, path

from landbridge.site.views.style import style
from landbridge.site.views.today import today

handler400 = "landbridge.site.views.errors.bad_request"
handler403 = "landbridge.site.views.errors.denied"
handler404 = "landbridge.site.views.errors.not_found"
handler429 = "landbridge.site.views.errors.too_many"  # allauth's name for "tried too often"
handler500 = "landbridge.site.views.errors.failed"

urlpatterns = [
    path("", today, name="today"),
    path("style", style, name="style"),
    path("", include("landbridge.people.urls")),
    path("fairs/", include("landbridge.meetings.urls")),
]
