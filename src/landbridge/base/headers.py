"""Headers that every answer carries: pages, errors and static files alike."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # icons inside style sheets, QR codes
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_FEATURES = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")


def content_security_policy() -> str:
    """The policy as one line. Nothing inline, nothing from elsewhere, never in a frame."""
    policy = "; ".join(f"{directive} {sources}" for directive, sources in _POLICY.items())
    return policy + ("; upgrade-insecure-requests" if settings.SECURE_SSL_REDIRECT else "")


class Headers:
    """The outermost middleware. Django's SecurityMiddleware, next to it, adds nosniff, referrer policy and HSTS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.headers = {
            "Content-Security-Policy": content_security_policy(),
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
            "X-Frame-Options": "DENY",
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers to whatever answers."""
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        # A page, an error or a download may be one person's; only WhiteNoise, which answers before any
        # address is resolved, says of its files that they may be kept.
        if getattr(request, "resolver_match", None) is not None or "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        return response
