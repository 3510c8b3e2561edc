"""Keeping lists: save one, rename it, open it first, forget it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from landbridge.base.access import needs
from landbridge.directory.actions.saved_views import change_view, delete_view, save_view
from landbridge.directory.forms.filters import OrganisationFilters
from landbridge.directory.forms.saved_views import SavedViewForm
from landbridge.directory.models import SavedView
from landbridge.directory.rules import Can
from landbridge.directory.views.lists import address_of
from landbridge.directory.views.places import reader


@require_http_methods(["GET", "POST"])
@needs(Can.KEEP_VIEW)
def view_new(request: HttpRequest) -> HttpResponse:
    """Keep the list whose query the address carries."""
    user = reader(request)
    query = OrganisationFilters(request.GET, user=user).query()
    form = SavedViewForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        return _to(save_view(by=user, query=query, **form.cleaned_data))
    return _page(request, form, back=f"{reverse('directory:organisations')}?{query or 'view=all'}")


@require_http_methods(["GET", "POST"])
@needs(Can.KEEP_VIEW)
def view_edit(request: HttpRequest, view_id: int) -> HttpResponse:
    """Rename a list, or open it first."""
    user = reader(request)
    view = get_object_or_404(SavedView, user=user, pk=view_id)
    form = SavedViewForm(request.POST or None, user=user, instance=SavedView.objects.get(pk=view.pk))
    if request.method == "POST" and form.is_valid():
        return _to(change_view(view, by=user, **form.cleaned_data))
    return _page(request, form, back=f"{reverse('directory:organisations')}?{address_of(view)}", view=view)


@require_POST
@needs(Can.KEEP_VIEW)
def view_update(request: HttpRequest, view_id: int) -> HttpResponse:
    """Keep a list as its filters, order and columns are now."""
    user = reader(request)
    view = get_object_or_404(SavedView, user=user, pk=view_id)
    query = OrganisationFilters(request.GET, user=user).query()
    return _to(change_view(view, by=user, query=query))


@require_POST
@needs(Can.KEEP_VIEW)
def view_delete(request: HttpRequest, view_id: int) -> HttpResponse:
    """Forget a list."""
    user = reader(request)
    view = get_object_or_404(SavedView, user=user, pk=view_id)
    name = view.name
    delete_view(view, by=user)
    messages.success(request, _("The list “%(name)s” was deleted. Its organisations stay.") % {"name": name})
    return redirect(f"{reverse('directory:organisations')}?view=all")


def _to(view: SavedView) -> HttpResponse:
    return redirect(f"{reverse('directory:organisations')}?{address_of(view)}")


def _page(request: HttpRequest, form: SavedViewForm, *, back: str, view: SavedView | None = None) -> HttpResponse:
    context = {"form": form, "view": view, "back": back}
    return render(request, "directory/saved_view.html", context, status=422 if form.errors else 200)
