"""The API, put together from the apps' operations, below ``/api/v1/``."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from ninja import NinjaAPI

from landbridge.agreements.api import agreements
from landbridge.base.access import Open, public
from landbridge.directory.api import organisations, standing
from landbridge.matching.api import lists, search
from landbridge.people.api import persons
from landbridge.people.api.door import Key
from landbridge.people.api.problems import answer_problems, problem
from landbridge.programmes.api import applications, programmes
from landbridge.site import reference

app_name = "api"

# The key of an operation that says nothing opens nothing.
api = NinjaAPI(title="Landbridge", version="1", urls_namespace="api", auth=Key(), docs_url=None, openapi_url=None)
answer_problems(api)
ROUTERS = (
    organisations.router,
    standing.router,
    search.router,
    persons.router,
    agreements.router,
    programmes.router,
    applications.router,
    lists.router,
    reference.router,
)
for router in ROUTERS:
    api.add_router("", router)


@cache
def schema() -> dict[str, Any]:
    """The OpenAPI description of all operations, in English; put together once in a process, and not to be changed."""
    return dict(api.get_openapi_schema(path_prefix="/api/v1/"))


@require_GET
@public
def openapi(_request: HttpRequest) -> HttpResponse:
    """The description, for programs that write programs; it tells nothing but shapes."""
    return JsonResponse(schema())


@csrf_exempt
@public
def unknown(_request: HttpRequest) -> HttpResponse:
    """404 in the shape of a problem, for addresses that are none."""
    return JsonResponse(problem("not_found", _("There is nothing at this address.")), status=404)


def _operations() -> list[URLPattern]:
    """The addresses of the operations; each of them asks for a key."""
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in patterns:
        pattern.callback.permission = Open.KEY  # type: ignore[attr-defined]
    return patterns


urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    *_operations(),
    re_path("", unknown, name="unknown"),
]
