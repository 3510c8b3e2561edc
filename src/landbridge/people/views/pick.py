"""Finding a person for a field of a form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from landbridge.base.access import needs
from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.queries.persons import SORT_COLUMN, find_persons
from landbridge.people.rules import Can
from landbridge.people.views.places import reader, reading
from landbridge.people.wording.names import display_name

PICKED = 10


@require_safe
@needs(Can.SEE_PERSONS)
def person_pick(request: HttpRequest) -> HttpResponse:
    """Visible persons by what is typed: options for ``base/pick.js``. Whoever is proposed counts as shown."""
    language, words = reading(), request.GET.get("q", "").replace("\0", "")[:200].strip()
    found = (
        list(find_persons(reader(request), query=words).order_by(SORT_COLUMN[language], "pk")[:PICKED]) if words else []
    )
    disclose_in(request, found, "search")
    options = []
    for person in found:
        text, written_in = display_name(person.names.all(), language)
        name = {"text": text, "lang": to_bcp47(written_in)}
        options.append({"value": person.pk, "name": name, "note": person.get_side_display()})
    return render(request, "ui/pick_options.html", {"options": options})
