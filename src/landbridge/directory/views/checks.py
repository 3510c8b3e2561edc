"""How far an organisation is verified, and what the blacklists say of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from landbridge.base.access import allowed, needs
from landbridge.base.documents import FileRefused, open_document
from landbridge.directory.actions.checks import check_blacklist, clear_listing, verify
from landbridge.directory.forms.blacklist import ReasonForm
from landbridge.directory.forms.verification import VerificationForm
from landbridge.directory.models import BlacklistCheck, Organisation, Verification
from landbridge.directory.queries.checks import open_matches, verifications_of, visible_entries
from landbridge.directory.queries.organisations import editable_organisations
from landbridge.directory.rules import Can
from landbridge.directory.tables.checks import checks_history, checks_panel
from landbridge.directory.views.places import first_words, organisation_at, reader
from landbridge.people.forms.errors import put_errors
from landbridge.people.rules import is_staff


@require_http_methods(["GET", "POST"])
@needs(Can.VERIFY_ORGANISATION)
def verification_new(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Say how far an organisation of one's own side was verified."""
    organisation = _own(request, organisation_id)
    form = VerificationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = verify(organisation, by=reader(request), **form.facts())
        except ValidationError as refused:
            put_errors(form, refused)
        except FileRefused as refused:
            form.add_error("evidence", refused.message())
        else:
            messages.success(request, _("Verified: level %(level)s.") % {"level": done.level})
            return redirect("directory:organisation", organisation.pk)
    context = {"organisation": organisation, "form": form, "checks": checks_panel(organisation, reader(request))}
    return render(request, "directory/verify.html", context, status=422 if form.errors else 200)


@require_GET
@needs(Can.SEE_ORGANISATIONS)
def checks_page(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Everything that was checked about an organisation, for the staff of both sides."""
    organisation = organisation_at(request, organisation_id)
    user = reader(request)
    if not is_staff(user):
        raise Http404
    context = {
        "organisation": organisation,
        "history": checks_history(organisation),
        "checks": checks_panel(organisation, user),
        "is_own": allowed(user, Can.SEE_CONFIDENTIAL, organisation),
    }
    return render(request, "directory/checks.html", context)


@require_GET
@needs(Can.SEE_CONFIDENTIAL)
def verification_evidence(request: HttpRequest, organisation_id: int, verification_id: int) -> HttpResponse:
    """The file that a verification rests on, for the staff of the organisation's own side."""
    organisation = organisation_at(request, organisation_id)
    user = reader(request)
    if not (is_staff(user) and allowed(user, Can.SEE_CONFIDENTIAL, organisation)):
        raise Http404
    rows: list[Verification] = list(verifications_of(organisation).filter(pk=verification_id))
    if not rows or rows[0].document is None:
        raise Http404
    return open_document(rows[0].document)


@require_POST
@needs(Can.CHECK_BLACKLIST)
def blacklist_check(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Look an organisation up in the blacklists now."""
    organisation = _own(request, organisation_id)
    check = check_blacklist(organisation, by=reader(request))
    if check.result == BlacklistCheck.Result.LISTED:
        messages.warning(request, _("It stands on a blacklist, and is blocked."))
    elif check.result == BlacklistCheck.Result.CLEARED:
        messages.success(request, _("It agrees with an entry only that was found to be about another organisation."))
    else:
        messages.success(request, _("It stands on no blacklist."))
    return redirect("directory:organisation", organisation.pk)


@require_http_methods(["GET", "POST"])
@needs(Can.KEEP_BLACKLIST)
def listing_clear(request: HttpRequest, organisation_id: int, entry_id: int) -> HttpResponse:
    """Find that an organisation of either side is another than an entry of one's own list is about."""
    user = reader(request)
    organisation = organisation_at(request, organisation_id)
    entry = get_object_or_404(visible_entries(user), pk=entry_id)
    match = next((one for one in open_matches(organisation) if one.entry.pk == entry.pk), None)
    if match is None:
        messages.info(request, _("The organisation is not blocked for this entry any more."))
        return redirect("directory:organisation", organisation.pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            clear_listing(organisation, entry, by=user, **form.cleaned_data)
        except ValidationError as refused:
            messages.warning(request, first_words(refused))
        else:
            messages.success(request, _("Found to be another. The entry blocks it no more."))
        return redirect("directory:organisation", organisation.pk)
    context = {"organisation": organisation, "entry": entry, "by_number": match.by == "number", "form": form}
    return render(request, "directory/listing_clear.html", context, status=422 if form.errors else 200)


def _own(request: HttpRequest, organisation_id: int) -> Organisation:
    return get_object_or_404(editable_organisations(reader(request)), pk=organisation_id)
