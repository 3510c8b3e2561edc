"""Who keeps an organisation's profile: invited, ended."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from landbridge.base.access import needs
from landbridge.directory.actions.editors import end_editorship, invite_editor
from landbridge.directory.forms.contacts import EditorForm
from landbridge.directory.rules import Can
from landbridge.directory.views.places import editable_at, reader
from landbridge.people.forms.errors import put_errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.INVITE_EDITOR)
def editor_invite(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Invite somebody of the organisation to keep its profile."""
    organisation = editable_at(request, organisation_id)
    form = EditorForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        try:
            invite_editor(organisation, by=reader(request), **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            said = _("The invitation for %(email)s is on its way.") % {"email": form.cleaned_data["email"]}
            messages.success(request, said)
            return redirect("directory:organisation", organisation.pk)
    context = {"organisation": organisation, "form": form}
    return render(request, "directory/editor_invite.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@needs(Can.INVITE_EDITOR)
def editor_end(request: HttpRequest, organisation_id: int, editorship_id: int) -> HttpResponse:
    """Let somebody no longer keep the profile."""
    organisation = editable_at(request, organisation_id)
    end_editorship(get_object_or_404(organisation.editorships, pk=editorship_id), by=reader(request))
    messages.success(request, _("They no longer keep this profile."))
    return redirect("directory:organisation", organisation.pk)
