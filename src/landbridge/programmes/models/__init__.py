"""The spine's rows, from a kind of programme to who took part.

``kinds`` kinds of programmes, as data · ``programmes`` a programme · ``calls`` its call and the call's texts ·
``forms`` versions of what is asked and by which rules · ``applications`` what was answered, draft and versions ·
``screening`` evaluators, their marks and the selection · ``participation`` who takes part.
"""

from landbridge.programmes.models.applications import Application, ApplicationFile, ApplicationVersion, Verdict
from landbridge.programmes.models.calls import Call, CallText
from landbridge.programmes.models.forms import FormVersion, RuleSet
from landbridge.programmes.models.kinds import ProgrammeKind
from landbridge.programmes.models.participation import Participation, RequiredDocument
from landbridge.programmes.models.programmes import Programme
from landbridge.programmes.models.screening import (
    Assignment,
    EmployerTie,
    Evaluator,
    ScoreSheet,
    Selection,
    SelectionRow,
)

__all__ = [
    "Application",
    "ApplicationFile",
    "ApplicationVersion",
    "Assignment",
    "Call",
    "CallText",
    "EmployerTie",
    "Evaluator",
    "FormVersion",
    "Participation",
    "Programme",
    "ProgrammeKind",
    "RequiredDocument",
    "RuleSet",
    "ScoreSheet",
    "Selection",
    "SelectionRow",
    "Verdict",
]
