"""Paper: one of the house's own templates, drawn as a PDF."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import override

STYLES = ("base/print.css",)


def print_pdf(template: str, context: Mapping[str, Any], language: str, *, styles: tuple[str, ...] = STYLES) -> bytes:
    """A PDF in a language. About ten pages a second are drawn: many pages belong in a job.

    :param template: the name of a template of ours, which extends ``ui/print.html``; never a text somebody wrote.
    :param styles: static style sheets. Nothing is fetched from anywhere.
    """
    with override(language):
        return drawn(render_to_string(template, dict(context)), styles)


def drawn(page: str, styles: tuple[str, ...] = STYLES) -> bytes:
    """A page of HTML as a PDF, drawn by WeasyPrint with static style sheets alone."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - takes long to load, and few requests print
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # it tells of every page
    nothing = URLFetcher(allowed_protocols=())
    sheets = [CSS(filename=finders.find(style), url_fetcher=nothing) for style in styles]
    content: bytes = HTML(string=page, url_fetcher=nothing).write_pdf(stylesheets=sheets)
    return content
