"""The form of a call: read by the staff of its sides, built by the side that leads.

While it is built it stands in the page, not in the database: every button sends the whole of it and gets it back
changed. Saving makes the next version of the call's form.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.versions import Stale
from landbridge.people.views.places import reader, reading
from landbridge.programmes.actions.forms import set_form
from landbridge.programmes.forms.answers import drawn
from landbridge.programmes.forms.building import QuestionForm
from landbridge.programmes.forms.question_fields import KIND_NAMES
from landbridge.programmes.models import Call, FormVersion
from landbridge.programmes.queries.forms import answered_codes, current_form
from landbridge.programmes.questions.building import Questions, begun, find, moved, paths, replaced, without
from landbridge.programmes.questions.reading import read_form
from landbridge.programmes.questions.shape import Form, Kind, Question
from landbridge.programmes.rules.applications import Can
from landbridge.programmes.wording.forms import BadForm

MOST_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Line:
    """One question in the list of them."""

    path: str
    label: str
    language: str
    kind: Any
    is_required: bool
    is_conditional: bool
    is_group: bool
    within: tuple[Line, ...] = ()


@require_safe
@needs(Can.SEE_FORM)
def form_page(request: HttpRequest, call_id: int) -> HttpResponse:
    """What a call asks, as applicants see it, and its versions."""
    call = _call_at(request, call_id, Can.SEE_FORM)
    versions = list(call.forms.select_related("made_by"))
    form = read_form(versions[0].questions) if versions else Form(())
    context = {
        "call": call,
        "programme": call.programme.name.read(reading()),
        "versions": versions,
        "lines": _lines(form.questions),
        "questions": drawn(form, {}, {}, reading()),
        "may_build": allowed(reader(request), Can.BUILD_FORM, call),
    }
    return render(request, "programmes/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.BUILD_FORM)
def form_edit(request: HttpRequest, call_id: int) -> HttpResponse:
    """Build the form: add, move, change and take out questions; saving asks them from then on."""
    call = _call_at(request, call_id, Can.BUILD_FORM)
    latest = current_form(call)
    if request.method != "POST":
        return _page(request, call, latest.questions if latest else [], number=latest.number if latest else 0)
    number, questions = _number(request), _sent(request)
    if questions is None:
        messages.error(request, _("The form could not be read. It is shown as it was saved."))
        return redirect("programmes:form_edit", call.pk)
    if "keep" in request.POST:
        return _keep(request, call, questions, number)
    if "save" in request.POST:
        return _save(request, call, questions, number)
    questions, opened = _stepped(request, questions)
    return _page(request, call, questions, number=number, opened=opened)


def _stepped(request: HttpRequest, questions: Questions) -> tuple[Questions, str]:
    """The form after the button that was pressed, and the question that is open for writing then."""
    posted = request.POST
    if "add" in posted:
        kind, _sign, within = posted["add"].partition("@")
        if kind in set(Kind) and (not within or find(questions, within)):
            return begun(Kind(kind), questions, within, label=_("New question"))
    for name, by in (("up", -1), ("down", 1)):
        if name in posted:
            return moved(questions, posted[name], by), ""
    if "move" in posted:
        path, _sign, far = posted["move"].partition(":")
        steps = int(far) if far.lstrip("-").isdecimal() and len(far) < 5 else 0
        return moved(questions, path, steps), ""
    if "remove" in posted:
        return without(questions, posted["remove"]), ""
    return questions, posted.get("open", "")


def _keep(request: HttpRequest, call: Call, questions: Questions, number: int) -> HttpResponse:
    """Take one question over into the form, if it and the form it makes can be read."""
    path = request.POST["keep"]
    if find(questions, path) is None:
        return _page(request, call, questions, number=number)
    form = _question_form(request, call, questions, path, is_sent=True)
    if form.is_valid():
        changed = replaced(questions, path, form.question())
        try:
            read_form(changed)
        except BadForm as bad:
            form.add_error(None, bad.message())
        else:
            return _page(request, call, changed, number=number)
    return _page(request, call, questions, number=number, opened=path, form=form, status=422)


def _save(request: HttpRequest, call: Call, questions: Questions, number: int) -> HttpResponse:
    """Make it the call's form. Questions that were answered already are not dropped without a word."""
    gone = answered_codes(call) - set(paths(questions))
    if gone and request.POST.get("sure") != "1":
        return _page(request, call, questions, number=number, status=422, gone=sorted(gone))
    try:
        form = set_form(call, questions, by=reader(request), number=number)
    except BadForm as bad:
        return _page(request, call, questions, number=number, status=422, refused=bad.message())
    except ValidationError as error:
        return _page(request, call, questions, number=number, status=422, refused=" ".join(error.messages))
    except Stale as stale:
        current = stale.current
        assert isinstance(current, FormVersion)  # noqa: S101 - what set_form compares
        stored = _lines(read_form(current.questions).questions)
        return _page(request, call, questions, number=current.number, status=409, stored=stored)
    messages.success(request, _("The questions were saved as version %(number)s.") % {"number": form.number})
    return redirect("programmes:form", call.pk)


def _page(
    request: HttpRequest,
    call: Call,
    questions: Questions,
    *,
    number: int,
    opened: str = "",
    form: QuestionForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    try:
        lines = _lines(read_form(questions).questions)
    except BadForm as bad:
        # A step that breaks a condition (its question moved below it, or was taken out) is told and not taken.
        return _unreadable(request, call, bad, number)
    if opened and find(questions, opened) is None:
        opened = ""
    if opened and form is None:
        form = _question_form(request, call, questions, opened, is_sent=False)
    context = {
        "call": call,
        "programme": call.programme.name.read(reading()),
        "number": number,
        "json": json.dumps(questions, ensure_ascii=False),
        "lines": lines,
        "opened": opened,
        "form": form,
        "kinds": [(kind.value, KIND_NAMES[kind]) for kind in Kind],
        "kinds_within": [
            (kind.value, KIND_NAMES[kind]) for kind in Kind if kind not in {Kind.GROUP, Kind.FILE, Kind.CONSENT}
        ],
        "is_published": call.state == Call.State.PUBLISHED,
        **more,
    }
    return render(request, "programmes/form_edit.html", context, status=status)


def _unreadable(request: HttpRequest, call: Call, bad: BadForm, number: int) -> HttpResponse:
    sent = _sent(request)
    try:
        read_form(sent)
    except BadForm:
        messages.error(request, bad.message())
        return redirect("programmes:form_edit", call.pk)
    return _page(request, call, sent or [], number=number, status=422, refused=bad.message())


def _question_form(request: HttpRequest, call: Call, questions: Questions, path: str, *, is_sent: bool) -> QuestionForm:
    question = find(questions, path)
    assert question is not None  # noqa: S101 - the callers have looked
    before: list[tuple[str, str]] = []
    group, _sign, code = path.rpartition(".")
    for one in questions:
        if one["code"] == (group or code):
            break
        before.append((one["code"], _label(one)))
    for one in (find(questions, group) or {}).get("questions", []) if group else []:
        if one["code"] == code:
            break
        before.append((one["code"], _label(one)))
    is_fixed = path in answered_codes(call)
    return QuestionForm(request.POST if is_sent else None, question=question, earlier=before, is_fixed=is_fixed)


def _label(question: dict[str, Any]) -> str:
    label = question.get("label", {})
    return str(label.get(reading()) or next(iter(label.values()), question["code"]))[:80]


def _lines(questions: Sequence[Question], within: str = "") -> tuple[Line, ...]:
    return tuple(
        Line(
            f"{within}{one.code}",
            *one.label.read(reading()),
            KIND_NAMES[one.kind],
            one.required,
            one.when is not None,
            one.kind is Kind.GROUP,
            _lines(one.questions, f"{one.code}."),
        )
        for one in questions
    )


def _sent(request: HttpRequest) -> Questions | None:
    """The form that the page held; None if that is none."""
    text = request.POST.get("questions", "")
    if len(text) > MOST_BYTES:
        return None
    try:
        questions = json.loads(text)
        read_form(questions)
    except (ValueError, RecursionError):
        return None
    return list(questions)


def _number(request: HttpRequest) -> int:
    sent = request.POST.get("number", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 6 else -1


def _call_at(request: HttpRequest, call_id: int, permission: Can) -> Call:
    call = get_object_or_404(Call.objects.select_related("programme__kind"), pk=call_id)
    if not allowed(reader(request), permission, call):
        raise Http404
    return call
