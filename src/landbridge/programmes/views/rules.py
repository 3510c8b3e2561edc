"""The rules of a call: read, added, changed and removed one at a time, each tried on what was submitted before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.versions import Stale
from landbridge.people.forms.errors import put_errors
from landbridge.people.views.places import reader
from landbridge.programmes.actions.rule_sets import judge_all, set_rules
from landbridge.programmes.criteria.conditions import BadRules
from landbridge.programmes.criteria.rulebooks import read_rules
from landbridge.programmes.criteria.saying import say_condition
from landbridge.programmes.forms.conditions import condition_set, flat
from landbridge.programmes.forms.rules import CapForm, RemoveRuleForm, RuleForm
from landbridge.programmes.models import Call
from landbridge.programmes.queries.programmes import visible_programmes
from landbridge.programmes.queries.rule_labels import choices_of, labels_of
from landbridge.programmes.queries.simulations import simulate
from landbridge.programmes.queries.verdicts import rules_of
from landbridge.programmes.rules.criteria import Can
from landbridge.programmes.tables.simulations import simulation_table
from landbridge.programmes.wording.facts import FAULTS
from landbridge.programmes.wording.rule_templates import TEMPLATES


def call_at(request: HttpRequest, call_id: int, permission: Can) -> Call:
    """The call of an address, for whoever holds a permission on it; Http404 for everybody else."""
    user = reader(request)
    rows = Call.objects.filter(programme__in=visible_programmes(user)).select_related("programme__kind")
    call = get_object_or_404(rows, pk=call_id)
    if not allowed(user, permission, call):
        raise Http404
    return call


def current(call: Call) -> tuple[list[Any], int]:
    """The rules that judge now, and their number (0: there are none yet)."""
    rule_set = rules_of(call)
    return (list(rule_set.rules), rule_set.number) if rule_set else ([], 0)


@require_safe
@needs(Can.SEE_RULES)
def call_rules(request: HttpRequest, call_id: int) -> HttpResponse:
    """The rules as they are, and what they do to what was submitted."""
    call, user = call_at(request, call_id, Can.SEE_RULES), reader(request)
    rules, number = current(call)
    book, labels, choices = read_rules(rules), labels_of(call), choices_of(call)
    language = get_language() or "en"
    shown = []
    for rule in book.rules:
        text, said_in = rule.text.read(language)
        shown.append(
            {"rule": rule, "text": text, "language": said_in, "lines": say_condition(rule.when, labels, choices)}
        )
    context = {
        "call": call,
        "programme": call.programme,
        "rules": shown,
        "cap": book.cap,
        "number": number,
        "may_change": allowed(user, Can.CHANGE_RULES, call),
        "templates": [(code, label) for code, (label, _rule) in TEMPLATES.items() if not book.find(code)],
        "history": call.rule_sets.select_related("made_by")[:20],
        "judged": simulation_table(request, simulate(call, rules, rules, user)),
    }
    return render(request, "programmes/call_rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.CHANGE_RULES)
def rule_new(request: HttpRequest, call_id: int) -> HttpResponse:
    """Add a rule, from a template or from nothing."""
    call = call_at(request, call_id, Can.CHANGE_RULES)
    template = TEMPLATES.get(request.GET.get("from", ""))
    return _rule_page(request, call, None, template[1] if template else None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.CHANGE_RULES)
def rule_edit(request: HttpRequest, call_id: int, rule: str) -> HttpResponse:
    """Change a rule."""
    call = call_at(request, call_id, Can.CHANGE_RULES)
    return _rule_page(request, call, rule, _find(current(call)[0], rule))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.CHANGE_RULES)
def rule_remove(request: HttpRequest, call_id: int, rule: str) -> HttpResponse:
    """Remove a rule."""
    call = call_at(request, call_id, Can.CHANGE_RULES)
    rules, number = current(call)
    removed = _find(rules, rule)
    proposed = [one for one in rules if one["code"] != rule]
    form = RemoveRuleForm(request.POST or None, initial={"number": number})
    if request.method == "POST" and form.is_valid() and (answer := _save(request, call, proposed, form)):
        return answer
    text, language = read_rules([removed]).rules[0].text.read(get_language() or "en")
    context = {"text": text, "language": language}
    return _page(
        request, "programmes/rule_remove.html", call, form, proposed=proposed, context=context, status=_status(form)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.CHANGE_RULES)
def rule_cap(request: HttpRequest, call_id: int) -> HttpResponse:
    """Say what all bonus points come to at most."""
    call = call_at(request, call_id, Can.CHANGE_RULES)
    rules, number = current(call)
    old = next((one for one in rules if one["kind"] == "cap"), None)
    form = CapForm(request.POST or None, initial={"number": number, "points": old and old["points"]})
    proposed = None
    if request.method == "POST" and form.is_valid():
        proposed = [one for one in rules if one["kind"] != "cap"]
        if form.cleaned_data["points"]:
            proposed.append(_cap(f"{form.cleaned_data['points'].normalize():f}", old))
        if answer := _save(request, call, proposed, form):
            return answer
    return _page(request, "programmes/rule_cap.html", call, form, proposed=proposed, context={}, status=_status(form))


@require_POST
@needs(Can.CHANGE_RULES)
def rules_judge(request: HttpRequest, call_id: int) -> HttpResponse:
    """Judge all submitted applications anew: after the directory was corrected, say."""
    call = call_at(request, call_id, Can.CHANGE_RULES)
    try:
        count = judge_all(call, by=reader(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Judged anew: %(count)s.") % {"count": count})
    return redirect("programmes:call_rules", call.pk)


def _rule_page(request: HttpRequest, call: Call, code: str | None, rule: Mapping[str, Any] | None) -> HttpResponse:
    """The form of a rule: tried out, or saved. One whose conditions are nested keeps them, and the rest can change."""
    rules, number = current(call)
    labels = labels_of(call)
    rows = flat(rule["when"]) if rule else ("all", [])
    is_post = request.method == "POST"
    form = RuleForm(request.POST if is_post else None, initial=_initial(rule, rows, number))
    conditions = None if rows is None else condition_set(labels, _rows(request), rule["when"] if rule else None)
    proposed, status = None, 200
    if is_post and "more" not in request.POST:
        status = 422
        if form.is_valid() and (conditions is None or conditions.is_valid()):
            when = rule["when"] if conditions is None and rule else None
            if conditions is not None:
                when = conditions.when(form.cleaned_data["join"])
            made = form.rule(code or _new_code(rules, rule), when)
            proposed = _with(rules, made)
            if answer := _save(request, call, proposed, form):
                return answer
            status = _status(form)
    context = {
        "conditions": conditions,
        "kept": say_condition(read_rules([rule]).rules[0].when, labels, choices_of(call))
        if rows is None and rule
        else [],
        "code": code,
    }
    return _page(request, "programmes/rule_edit.html", call, form, proposed=proposed, context=context, status=status)


def _save(request: HttpRequest, call: Call, proposed: list[Any], form: forms.Form) -> HttpResponse | None:
    """Save proposed rules if that was asked; None where the page is to be shown again, with what was sent."""
    if "save" not in request.POST:
        return None
    number, reason = form.cleaned_data["number"], form.cleaned_data["reason"]
    try:
        made = set_rules(call, proposed, by=reader(request), number=number, reason=reason)
    except Stale:
        _rules, now = current(call)
        data = request.POST.copy()
        data["number"] = str(now)
        form.data = data
        form.add_error(
            None,
            ValidationError(
                _("Somebody saved other rules meanwhile. Nothing of yours was saved; save again to add it to theirs."),
                code="stale",
            ),
        )
    except BadRules as bad:
        form.add_error(None, str(FAULTS.get(bad.code, FAULTS["condition"])))
    except ValidationError as error:
        put_errors(form, error)
    else:
        messages.success(request, _("Saved as rules number %(number)s.") % {"number": made.number})
        return redirect("programmes:call_rules", call.pk)
    return None


def _page(
    request: HttpRequest,
    template: str,
    call: Call,
    form: forms.Form,
    *,
    proposed: list[Any] | None,
    context: Mapping[str, Any],
    status: int,
) -> HttpResponse:
    tried = None
    if proposed is not None and not form.errors:
        tried = simulation_table(request, simulate(call, current(call)[0], proposed, reader(request)))
    shown = {"call": call, "programme": call.programme, "form": form, "tried": tried, **context}
    return render(request, template, shown, status=status)


def _status(form: forms.Form) -> int:
    return 409 if form.has_error("__all__", "stale") else 422 if form.errors else 200


def _find(rules: list[Any], code: str) -> Mapping[str, Any]:
    rule = next((one for one in rules if one["code"] == code and one["kind"] != "cap"), None)
    if rule is None:
        raise Http404
    found: Mapping[str, Any] = rule
    return found


def _with(rules: list[Any], made: dict[str, Any]) -> list[Any]:
    """The rules with one put in the place of the one of its code, or at the end."""
    if any(one["code"] == made["code"] for one in rules):
        return [made if one["code"] == made["code"] else one for one in rules]
    return [*rules, made]


def _new_code(rules: list[Any], rule: Mapping[str, Any] | None) -> str:
    taken = {one["code"] for one in rules}
    wanted = rule["code"] if rule else ""
    while not wanted or wanted in taken:
        wanted = f"rule_{get_random_string(6, 'abcdefghjkmnpqrstuvwxyz23456789')}"
    return str(wanted)


def _rows(request: HttpRequest) -> Any:
    """What was sent of the conditions, with another empty row if that was asked."""
    if request.method != "POST":
        return None
    if "more" not in request.POST:
        return request.POST
    data = request.POST.copy()
    total = data.get("rows-TOTAL_FORMS", "")
    data["rows-TOTAL_FORMS"] = str(int(total) + 1) if total.isdecimal() and len(total) < 3 else "1"
    return data


def _initial(
    rule: Mapping[str, Any] | None, rows: tuple[str, list[dict[str, Any]]] | None, number: int
) -> dict[str, Any]:
    if rule is None:
        return {"number": number}
    text = rule["text"]
    return {
        "number": number,
        "kind": rule["kind"],
        "text_ko": text.get("ko", ""),
        "text_zh": text.get("zh-hans", ""),
        "text_en": text.get("en", ""),
        "points": rule.get("points"),
        "join": rows[0] if rows else "all",
    }


def _cap(points: str, old: Mapping[str, Any] | None) -> dict[str, Any]:
    text = {
        "ko": f"가점은 모두 합하여 {points}점까지만 인정합니다.",
        "zh-hans": f"加分合计最多{points}分。",
        "en": f"All bonus points together count at most {points}.",
    }
    return {"code": old["code"] if old else "cap", "kind": "cap", "points": points, "text": text}
