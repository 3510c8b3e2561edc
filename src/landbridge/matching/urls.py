"""Addresses of matching: each part of it appends its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "matching"
urlpatterns: list[URLPattern | URLResolver] = []
