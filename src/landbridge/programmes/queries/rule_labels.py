"""What the rules of a call can ask about its form: facts, with the words of their questions."""

from __future__ import annotations

from landbridge.programmes.criteria.explaining import Options
from landbridge.programmes.models import Call
from landbridge.programmes.queries.facts import options_of


def labels_of(call: Call) -> dict[str, dict[str, str]]:
    """The questions of the form that is asked now, by the name of their fact (``programmes.criteria``)."""
    form = call.forms.order_by("-number").first()
    labels: dict[str, dict[str, str]] = {}
    for question in [] if form is None else form.questions:
        name, label = f"answers.{question['code']}", dict(question.get("label") or {})
        if question.get("kind") != "group":
            labels[name] = label
            continue
        labels[f"{name}.count"] = label
        for inner in question.get("questions", ()):
            labels[f"{name}.{inner['code']}"] = dict(inner.get("label") or {})
    return labels


def choices_of(call: Call) -> dict[str, Options]:
    """What can be chosen in that form, by the name of the fact, with its words."""
    form = call.forms.order_by("-number").first()
    return {} if form is None else options_of(form.questions)
