"""The texts of a call: the original beside one other language, drafted, written, approved."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from landbridge.base.access import needs
from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.base.text import LANGUAGES
from landbridge.base.versions import version_of
from landbridge.people.forms.errors import put_errors
from landbridge.people.models import User
from landbridge.people.views.places import reader
from landbridge.programmes.actions.texts import approve_text, draft_by_machine, save_text
from landbridge.programmes.forms.calls import TextForm
from landbridge.programmes.models import Call
from landbridge.programmes.queries.texts import texts_of
from landbridge.programmes.rules.calls import Can
from landbridge.programmes.tables.texts import TextState, states_of_texts
from landbridge.programmes.views.places import call_of, first_words, programme_at


@require_safe
@needs(Can.SEE_PROGRAMMES)
def call_texts(request: HttpRequest, programme_id: int) -> HttpResponse:
    """A call in its languages, to write; whoever may not write a language reads it."""
    call = call_of(programme_at(request, programme_id))
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else call.original
    return _page(request, call, _state(request, call, language))


@require_POST
@needs(Can.WRITE_TEXT)
def text_save(request: HttpRequest, programme_id: int, language: str) -> HttpResponse:
    """Keep a text; what is refused stays as it was typed."""
    user, call, state = _asked(request, programme_id, language)
    if not state.may_write:
        raise Http404
    form = TextForm(request.POST, lang=to_bcp47(language))
    if form.is_valid():
        said = form.cleaned_data
        try:
            save_text(
                call,
                language,
                by=user,
                version=said["version"],
                title=said["title"],
                summary=said["summary"],
                body=said["body"],
            )
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The text was saved."))
            return redirect(_at(programme_id, language))
    return _page(request, call, state, form)


@require_POST
@needs(Can.WRITE_TEXT)
def text_draft(request: HttpRequest, programme_id: int, language: str) -> HttpResponse:
    """Draft a text by the phrase book."""
    user, call, state = _asked(request, programme_id, language)
    if not state.may_write:
        raise Http404
    try:
        drafted = draft_by_machine(call, language, by=user, version=version_of(request))
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
        approve_text(state.text, by=user, version=version_of(request))
    except ValidationError as refused:
        messages.warning(request, first_words(refused))
    else:
        messages.success(request, _("The text is approved, and final until it is edited."))
    return redirect(_at(programme_id, language))


def _asked(request: HttpRequest, programme_id: int, language: str) -> tuple[User, Call, TextState]:
    if language not in LANGUAGES:
        raise Http404
    call = call_of(programme_at(request, programme_id))
    return reader(request), call, _state(request, call, language)


def _state(request: HttpRequest, call: Call, language: str) -> TextState:
    return next(state for state in states_of_texts(call, reader(request)) if state.language == language)


def _page(request: HttpRequest, call: Call, state: TextState, form: TextForm | None = None) -> HttpResponse:
    text = state.text
    kept = {} if text is None else {name: getattr(text, name) for name in ("version", "title", "summary", "body")}
    context = {
        "programme": call.programme,
        "call": call,
        "states": states_of_texts(call, reader(request)),
        "state": state,
        "form": form or TextForm(initial=kept, lang=to_bcp47(state.language)),
        "original": texts_of(call).get(call.original),
        "language": state.language,
        "own_side": reader(request).side,
    }
    return render(request, "programmes/call_texts.html", context, status=422 if form else 200)


def _at(programme_id: int, language: str) -> str:
    return f"{reverse('programmes:call_texts', args=[programme_id])}?language={language}"
