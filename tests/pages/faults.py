"""The project's addresses, and one for each way things go wrong: /faults/<what>."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path

from landbridge.base.access import public
from landbridge.base.versions import Stale
from landbridge.people.models import User
from landbridge.site.urls import handler400, handler403, handler404, handler429, handler500
from landbridge.site.urls import urlpatterns as pages
from landbridge.site.views import errors

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

STATUS = {
    "bad_request": 400, "denied": 403, "csrf_failed": 403, "not_found": 404, "stale": 409, "too_large": 413,
    "too_many": 429, "failed": 500,
}  # fmt: skip
RAISED: dict[str, type[Exception]] = {
    "bad_request": SuspiciousOperation, "denied": PermissionDenied, "too_large": RequestDataTooBig,
    "failed": ZeroDivisionError,
}  # fmt: skip


@public
def fault(request: HttpRequest, what: str) -> HttpResponse:
    """Go wrong."""
    if what in RAISED:
        raise RAISED[what]
    if what == "stale":
        request.POST = QueryDict("name=<b>박지훈</b>&side=guest&timezone=Asia/Seoul&version=1")
        raise Stale(User(name="刘海燕", email="liu@test.example", side="host", timezone="Asia/Seoul"))
    answer: HttpResponse = getattr(errors, what)(request)
    return answer


urlpatterns = [*pages, path("faults/<what>", fault)]
