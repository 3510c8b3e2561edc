"""The list of organisations, and finding one for a form."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.directory.forms.filters import OrganisationFilters
from landbridge.directory.models import SavedView
from landbridge.directory.queries.lists import (
    COUNTED,
    Ordered,
    Sought,
    contacts_counted,
    organisations_ordered,
    organisations_sought,
)
from landbridge.directory.rules import Can
from landbridge.directory.tables.organisations import COLUMNS, names_of, organisation_rows
from landbridge.directory.views.places import reader
from landbridge.people.models import User

PAGE = 50
PICKED = 10


@require_GET
@needs(Can.SEE_ORGANISATIONS)
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Organisations, narrowed and in order; for htmx, the part of the page that changes as one types."""
    user = reader(request)
    if not request.GET and (first := SavedView.objects.filter(user=user, is_default=True).first()):
        return redirect(f"{reverse('directory:organisations')}?{address_of(first)}")
    filters = OrganisationFilters(request.GET, user=user)
    language = get_language() or "en"
    listed = organisations_ordered(user, filters.sought, sort=filters.sorting, language=language)
    rows = listed.rows.prefetch_related("industries") if "industries" in filters.columns else listed.rows
    page = keyset_page(rows, order=listed.order, cursor=request.GET.get("cursor", ""), size=PAGE)
    context = {
        "filters": filters,
        "rows": organisation_rows(
            page.rows,
            language=language,
            contacts=contacts_counted(user, page.rows) if "contacts" in filters.columns else {},
            with_industries="industries" in filters.columns,
        ),
        "count": listed.count,
        "most": COUNTED,
        "headings": [Heading.of(name, filters, listed) for name in ("name", *filters.columns)],
        "shown": dict.fromkeys(filters.columns, True),
        "sort": listed.sort,
        "query": filters.query(),
        "next": page.next_cursor and filters.query(cursor=page.next_cursor),
        "previous": page.previous_cursor and filters.query(cursor=page.previous_cursor),
        "checks_links": allowed(user, Can.SEE_DUPLICATES),
        "may_add": allowed(user, Can.ADD_ORGANISATION),
        "may_export": allowed(user, Can.EXPORT),
    }
    if request.headers.get("HX-Request") == "true":
        answer = render(request, "directory/organisations_found.html", context)
        # The address follows what is typed, without what is empty, and is not a step back each time.
        view = request.GET.get("view", "")
        answer["HX-Replace-Url"] = f"{request.path}?{filters.query(view=view if view.isdecimal() else 'all')}"
    else:
        answer = render(request, "directory/organisations.html", context | _saved(request, user, filters))
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@require_GET
@needs(Can.SEE_ORGANISATIONS)
def organisation_pick(request: HttpRequest) -> HttpResponse:
    """The best organisations for what is typed in a field: options for ``base/pick.js``."""
    language = get_language() or "en"
    sought = Sought(words=request.GET.get("q", "")[:200])
    found = organisations_ordered(reader(request), sought, sort="match", language=language)
    page = keyset_page(found.rows, order=found.order, cursor="", size=PICKED) if sought.words.strip() else None
    options = [
        {"value": one.pk, "name": names_of(one, language)[0], "note": one.number or one.region}
        for one in (page.rows if page else ())
    ]
    return render(request, "ui/pick_options.html", {"options": options})


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head: its words, where it leads if one can sort by it, and how it is sorted now (for aria-sort)."""

    name: str
    label: str
    query: str = ""
    sorted: str = ""

    @classmethod
    def of(cls, name: str, filters: OrganisationFilters, listed: Ordered) -> Heading:
        """The head of one column. A second click on the name turns its order round."""
        label = str(COLUMNS.get(name, ""))
        turned = {"name": "-name" if listed.sort == "name" else "name", "level": "level", "changed": "changed"}
        if name not in turned:
            return cls(name, label)
        orders = {"name": "ascending", "-name": "descending", "level": "descending", "changed": "descending"}
        now = orders.get(listed.sort, "") if listed.sort.lstrip("-") == name else ""
        return cls(name, label, filters.query(sort=turned[name], view="all"), now)


def address_of(view: SavedView) -> str:
    """A saved list as the query of an address."""
    return f"{view.query}&view={view.pk}" if view.query else f"view={view.pk}"


def _saved(request: HttpRequest, user: User, filters: OrganisationFilters) -> dict[str, object]:
    """The reader's saved lists as tabs, and which of them this is."""
    views = list(SavedView.objects.filter(user=user))
    current = next((view for view in views if str(view.pk) == request.GET.get("view")), None)
    return {
        "tabs": [(view, address_of(view), view == current) for view in views],
        "current": current,
        "is_changed": current is not None and parse_qs(current.query) != parse_qs(filters.query()),
        "is_narrowed": bool(filters.query()),
        "is_empty": not organisations_sought(user, Sought()).exists(),
    }
