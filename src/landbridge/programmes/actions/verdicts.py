"""Judging what was submitted, and deciding by hand what the facts do not tell."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.people.models import User
from landbridge.programmes.criteria.rulebooks import read_rules
from landbridge.programmes.criteria.weighing import Outcome
from landbridge.programmes.models import Application, ApplicationVersion, Verdict
from landbridge.programmes.queries.applications import latest_version
from landbridge.programmes.queries.verdicts import evidence_json, judged_of, judging_day, rules_of, standing
from landbridge.programmes.rules.criteria import Can

#: States that follow from verdicts; what comes after them, screening decides.
_JUDGED = {
    Outcome.MET: Application.State.ELIGIBLE,
    Outcome.NOT_MET: Application.State.INELIGIBLE,
    Outcome.UNKNOWN: Application.State.SUBMITTED,
}
BY_RULES = frozenset(_JUDGED.values())


@transaction.atomic
def judge_version(version: ApplicationVersion, *, by: User | None) -> list[Verdict]:
    """Judge a submitted version by the rules of its call, and let the application's state follow.

    The submission, and every change of the rules, calls this in its own transaction and answers for who may.
    What was decided by hand under the same rules stays. Where a rule cannot be told, and none is against it, the
    application stays submitted until staff decide.
    """
    application = Application.objects.select_for_update(of=("self",)).get(pk=version.application_id)
    rule_set = rules_of(application.call)
    verdicts: list[Verdict] = []
    if rule_set is not None:
        judged, facts = judged_of(read_rules(rule_set.rules), application, version.answers, version.form.questions)
        old = version.verdicts.filter(rule_set=rule_set)
        by_hand = {row.rule: row for row in old if "by_hand" in row.facts}
        old.exclude(rule__in=by_hand).delete()
        verdicts = Verdict.objects.bulk_create(
            Verdict(
                version=version,
                rule_set=rule_set,
                rule=one.rule.code,
                kind=one.rule.kind,
                outcome=str(one.outcome),
                points=one.points,
                facts={"seen": [evidence_json(evidence, facts) for evidence in one.evidence]},
                judged_on=judging_day(application.call),
            )
            for one in judged
            if one.rule.code not in by_hand
        )
    _follow(application, version, by=by, rules=0 if rule_set is None else rule_set.number)
    return verdicts


@transaction.atomic
def decide_verdict(verdict: Verdict, *, by: User, is_met: bool, reason: str) -> Verdict:
    """Decide what the facts do not tell, with the reason; the application's state follows.

    :raises ValidationError: if the rule was told by the facts, no reason is given, screening is over, or it is a
        verdict on an earlier version or by earlier rules, which counts no more.
    """
    require(by, Can.DECIDE_VERDICT, verdict)
    application = Application.objects.select_for_update(of=("self",)).get(pk=verdict.version.application_id)
    verdict = Verdict.objects.select_related("version", "rule_set").get(pk=verdict.pk)
    reason = " ".join(reason.split())
    if not reason or len(reason) > 300:
        raise ValidationError({"reason": _("Say why, in at most 300 characters.")})
    if verdict.outcome != Verdict.Outcome.UNKNOWN and "by_hand" not in verdict.facts:
        raise ValidationError(_("The facts tell this already."))
    if latest_version(application) != verdict.version or rules_of(application.call) != verdict.rule_set:
        raise ValidationError(_("The answers or the rules are others by now. Look at the verdicts on them."))
    if application.state not in BY_RULES:
        raise ValidationError(_("This application is past this step."))
    rule = read_rules(verdict.rule_set.rules).find(verdict.rule)
    verdict.outcome = Verdict.Outcome.MET if is_met else Verdict.Outcome.NOT_MET
    verdict.points = rule.points if rule is not None and is_met else 0
    verdict.facts = {**verdict.facts, "by_hand": reason}
    verdict.save(update_fields=["outcome", "points", "facts"])
    record(
        "programmes.verdict_decided",
        application,
        by=by,
        changes={"rule": verdict.rule, "outcome": verdict.outcome},
    )
    _follow(application, verdict.version, by=by, rules=verdict.rule_set.number)
    return verdict


def _follow(application: Application, version: ApplicationVersion, *, by: User | None, rules: int) -> None:
    """Let the state be what the verdicts say. A scored application stays scored, unless it is not eligible now."""
    before, after = application.state, _JUDGED[standing(version)]
    if before == Application.State.SCORED and after != Application.State.INELIGIBLE:
        after = Application.State.SCORED
    if before in {*BY_RULES, Application.State.SCORED}:
        application.state = after
        application.save(update_fields=["state", "updated_at"])
        version.application.state = after
    changes = {"version": version.number, "rules": rules, "state": [before, application.state]}
    record("programmes.application_judged", application, by=by, changes=changes)
