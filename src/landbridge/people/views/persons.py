"""The persons staff know: list, page, new, edit, account."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.base.phones import display_phone
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.actions.persons import add_person, edit_person, link_account
from landbridge.people.forms.errors import put_errors
from landbridge.people.forms.persons import (
    AccountLinkForm,
    BaseNames,
    NameFormSet,
    PersonFilter,
    PersonForm,
    names_initial,
    suggested_name,
)
from landbridge.people.models import Person
from landbridge.people.queries.consents import consent_history, standings
from landbridge.people.queries.panels import panels_of
from landbridge.people.queries.persons import SORT_COLUMN, count_hidden, find_persons
from landbridge.people.rules import OTHER_SIDE, Can
from landbridge.people.tables.persons import person_row
from landbridge.people.views.places import own_side_person_at, person_at, reader, reading

PAGE = 50


@require_safe
@needs(Can.SEE_PERSONS)
def persons(request: HttpRequest) -> HttpResponse:
    """Own side's persons, and those of the other who agree to it; narrowed, and a page at a time."""
    user, language = reader(request), reading()
    narrowed = PersonFilter(request.GET or None)
    asked = narrowed.asked() if request.GET else {}
    found = find_persons(user, **asked).prefetch_related("consents")
    page = keyset_page(found, order=(SORT_COLUMN[language],), cursor=request.GET.get("page", ""), size=PAGE)
    disclose_in(request, page.rows, "search" if asked.get("query") else "list")
    kept = [(key, value) for key, value in request.GET.items() if key != "page" and value]
    context = {
        "filter": narrowed,
        "is_narrowed": bool(kept),
        "rows": [person_row(person, language, side=user.side) for person in page.rows],
        "next": page.next_cursor and "?" + urlencode([*kept, ("page", page.next_cursor)]),
        "previous": page.previous_cursor and "?" + urlencode([*kept, ("page", page.previous_cursor)]),
        "hidden": count_hidden(Person.objects.filter(side=OTHER_SIDE[user.side]), user),
        "may_edit": allowed(user, Can.EDIT_PERSON),
        "export": allowed(user, Can.EXPORT_PERSONS) and f"{reverse('persons_export')}?{urlencode(kept)}",
    }
    return render(request, "people/persons.html", context)


@require_safe
@needs(Can.SEE_PERSONS)
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person. Of one of the other side the names and what apps above tell; of an own one all there is."""
    user, shown = reader(request), person_at(request, person_id)
    disclose_in(request, [shown], "view")
    row = person_row(shown, reading(), side=user.side)
    context: dict[str, Any] = {
        "row": row,
        "person": shown,
        "panels": panels_of(shown, user),
        "may_edit": allowed(user, Can.EDIT_PERSON, shown),
    }
    if row.is_own:
        context |= {
            "phone": display_phone(shown.phone) if shown.phone else "",
            "standings": standings(shown, reading()),
            "history": consent_history(shown),
            "link_form": AccountLinkForm(side=shown.side, initial={"version": shown.version}),
        }
    return render(request, "people/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_PERSON)
def person_new(request: HttpRequest) -> HttpResponse:
    """Add somebody to those one's own side knows."""
    user = reader(request)
    form, names = PersonForm(request.POST or None), _names(request, [])
    if request.method == "POST" and "more" not in request.POST and form.is_valid() and names.is_valid():
        try:
            added = add_person(by=user, side=user.side, names=names.said, **form.facts())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The person was added."))
            return redirect("person", added.pk)
    return _edit_page(request, form, names, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_PERSON)
def person_edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """Change what is known of somebody of one's own side."""
    return edit_page(request, own_side_person_at(request, person_id), back="person", back_to=(person_id,))


def edit_page(request: HttpRequest, shown: Person, *, back: str, back_to: tuple[Any, ...] = ()) -> HttpResponse:
    """The page that changes a person, by staff or by themselves; afterwards to ``back``."""
    disclose_in(request, [shown], "view")
    form = PersonForm(request.POST or None, instance=shown, initial={"version": shown.version})
    if back == "my_data":
        del form.fields["age_band"]  # asked on the page itself, once
    names = _names(request, names_initial(shown))
    if request.method == "POST" and "more" not in request.POST and form.is_valid() and names.is_valid():
        try:
            edit_person(
                shown, by=reader(request), version=form.cleaned_data["version"], names=names.said, **form.facts()
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect(back, *back_to)
    return _edit_page(request, form, names, shown, back=back)


@require_POST
@needs(Can.EDIT_PERSON)
def person_account(request: HttpRequest, person_id: int) -> HttpResponse:
    """Say which account is this person's, or that none is (``unlink``)."""
    shown = own_side_person_at(request, person_id)
    data = request.POST.copy()
    form = AccountLinkForm(data, side=shown.side)
    if "unlink" in data:
        form.fields["user"].required = False
    if not form.is_valid():
        messages.error(request, _("Choose an account of your side that no person has yet."))
        return redirect("person", person_id)
    try:
        chosen = None if "unlink" in data else form.cleaned_data["user"]
        link_account(shown, chosen, by=reader(request), version=form.cleaned_data["version"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("person", person_id)


def _names(request: HttpRequest, initial: list[dict[str, Any]]) -> BaseNames:
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and "more" in data:
        total = data.get("names-TOTAL_FORMS", "")
        data["names-TOTAL_FORMS"] = str(int(total) + 1 if total.isdecimal() and len(total) < 3 else 1)
    return NameFormSet(data, prefix="names", initial=initial)  # type: ignore[return-value]


def _edit_page(
    request: HttpRequest, form: PersonForm, names: BaseNames, shown: Person | None, *, back: str = "persons"
) -> HttpResponse:
    context = {
        "form": form,
        "names": names,
        "person": shown,
        "back": back,
        "row": shown and person_row(shown, reading(), side=shown.side),
        "suggested": shown and suggested_name(shown),
    }
    invalid = request.method == "POST" and "more" not in request.POST
    return render(request, "people/person_edit.html", context, status=422 if invalid else 200)
