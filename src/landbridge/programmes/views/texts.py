"""The texts of a call: the original beside one other language, drafted, written, approved."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from landbridge.base.access import needs
from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.base.text import LANGUAGES
from landbridge.people.forms.errors import put_errors
from landbridge.people.models import User
from landbridge.programmes.actions.texts import approve_text, draft_by_machine, save_text
from landbridge.programmes.forms.calls import TextForm
from landbridge.programmes.models import Call
from landbridge.programmes.queries.texts import texts_of
from landbridge.programmes.rules.calls import Can
from landbridge.programmes.tables.texts import TextState, states_of_texts
from landbridge.programmes.views.places import call_of, first_words, programme_at, reader


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SEE_PROGRAMMES)
def call_texts(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Read and write a call in its languages; whoever may not write a language reads it."""
    user, programme = reader(request), programme_at(request, programme_id)
    call = call_of(programme)
    states = {state.language: state for state in states_of_texts(call, user)}
    language = request.GET.get("language", call.original)
    if language not in states:
        language = call.original
    state = states[language]
    form = _form(request, state)
    if request.method == "POST":
        if not state.may_write:
            raise Http404
        if form.is_valid():
            said = form.cleaned_data
            try:
                save_text(
                    call, language, by=user, version=said["version"], title=said["title"], summary=said["summary"],
                    body=said["body"],
                )  # fmt: skip
            except ValidationError as refused:
                put_errors(form, refused)
            else:
                messages.success(request, _("The text was saved."))
                return redirect(_at(programme_id, language))
    context = {
        "programme": programme, "call": call, "states": states.values(), "state": state, "form": form,
        "original": texts_of(call).get(call.original), "language": language,
    }  # fmt: skip
    return render(request, "programmes/call_texts.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.WRITE_TEXT)
def text_draft(request: HttpRequest, programme_id: int, language: str) -> HttpResponse:
    """Draft a text by the phrase book."""
    user, call, state = _asked(request, programme_id, language)
    if not state.may_write:
        raise Http404
    try:
        drafted = draft_by_machine(call, language, by=user, version=_version(request))
    except ValidationError as refused:
        messages.warning(request, first_words(refused))
    else:
        left = drafted.total - drafted.known
        said = ngettext(
            "Drafted. %(left)d passage is not in the phrase book and stays in its language, marked by ⟦ ⟧.",
            "Drafted. %(left)d passages are not in the phrase book and stay in their language, marked by ⟦ ⟧.",
            left,
        )
        messages.success(request, said % {"left": left} if left else _("Drafted. Please check it before approving."))
    return redirect(_at(programme_id, language))


@require_POST
@needs(Can.APPROVE_TEXT)
def text_approve(request: HttpRequest, programme_id: int, language: str) -> HttpResponse:
    """Answer for a text in its language."""
    user, _call, state = _asked(request, programme_id, language)
    if state.text is None or user.side not in state.answers:
        raise Http404
    try:
        approve_text(state.text, by=user, version=_version(request))
    except ValidationError as refused:
        messages.warning(request, first_words(refused))
    else:
        messages.success(request, _("The text is approved, and final until it is edited."))
    return redirect(_at(programme_id, language))


def _asked(request: HttpRequest, programme_id: int, language: str) -> tuple[User, Call, TextState]:
    if language not in LANGUAGES:
        raise Http404
    user, call = reader(request), call_of(programme_at(request, programme_id))
    return user, call, next(state for state in states_of_texts(call, user) if state.language == language)


def _form(request: HttpRequest, state: TextState) -> TextForm:
    text = state.text
    shown = {} if text is None else {name: getattr(text, name) for name in ("version", "title", "summary", "body")}
    return TextForm(request.POST if request.method == "POST" else None, initial=shown, lang=to_bcp47(state.language))


def _at(programme_id: int, language: str) -> str:
    return f"{reverse('programmes:call_texts', args=[programme_id])}?language={language}"


def _version(request: HttpRequest) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 9 else 0
