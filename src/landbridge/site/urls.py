"""All addresses. Each app's own are in its ``urls.py``; the order of the house is the order here."""

from __future__ import annotations

from django.urls import include, path

from landbridge.site.views import calendar, rates
from landbridge.site.views.about import about
from landbridge.site.views.reference import reference
from landbridge.site.views.style import style
from landbridge.site.views.today import today

handler400 = "landbridge.site.views.errors.bad_request"
handler403 = "landbridge.site.views.errors.denied"
handler404 = "landbridge.site.views.errors.not_found"
handler429 = "landbridge.site.views.errors.too_many"  # allauth's name for "tried too often"
handler500 = "landbridge.site.views.errors.failed"

urlpatterns = [
    path("", today, name="today"),
    path("about", about, name="about"),
    path("style", style, name="style"),
    path("calendar", calendar.calendar_page, name="calendar"),
    path("calendar/new", calendar.calendar_new, name="calendar_new"),
    path("calendar/fill", calendar.calendar_fill, name="calendar_fill"),
    path("calendar/<int:day_id>", calendar.calendar_day, name="calendar_day"),
    path("calendar/<int:day_id>/remove", calendar.calendar_remove, name="calendar_remove"),
    path("rates", rates.rates_page, name="rates"),
    path("rates/new", rates.rate_new, name="rate_new"),
    path("rates/import", rates.rates_import, name="rates_import"),
    path("", include("landbridge.people.urls")),
    path("api/", reference, name="api_reference"),
    path("api/v1/", include("landbridge.site.api")),
    path("organisations/", include("landbridge.directory.urls")),
    path("", include("landbridge.agreements.urls")),
    path("", include("landbridge.programmes.urls")),
    path("", include("landbridge.matching.urls")),
    path("fairs/", include("landbridge.meetings.urls")),
]
