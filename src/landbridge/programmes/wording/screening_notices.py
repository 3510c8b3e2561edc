"""What screening tells people: evaluators that there is work, applicants what was decided."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from landbridge.people.wording.notices import Placeholder, notice_kind

_PROGRAMME = Placeholder(_("the programme’s name"), "2027 경기–량장 자율주행 전시", required=True)
CLAUSE_MOST = 400  #: a rule's text is told whole: as long as ``criteria.rulebooks`` lets one be
_APPLICANT = Placeholder(_("the applicant’s name"), "한빛라이다", required=True)

INVITED = notice_kind(
    "programmes.evaluator_invited",
    title=_("You evaluate applications"),
    subject=_("You are asked to evaluate: {programme}"),
    body=_(
        "You are named as an evaluator for “{programme}”. Please say at once which organisations you are tied to, by "
        "work now or before, or in any other way: you will not be given their applications."
    ),
    params={"programme": _PROGRAMME},
)
ASSIGNED = notice_kind(
    "programmes.applications_assigned",
    title=_("Applications to evaluate"),
    subject=_("Applications wait for your marks: {programme}"),
    body=_(
        "Applications to “{programme}” were given to you. You see the others’ marks once you have submitted your own."
    ),
    params={"programme": _PROGRAMME},
)
SELECTED = notice_kind(
    "programmes.selected",
    title=_("Selected"),
    subject=_("Selected: {programme}"),
    body=_(
        "“{applicant}” is selected for “{programme}”. The offer of the place, with the day by which to answer, comes "
        "in a notice of its own."
    ),
    params={"programme": _PROGRAMME, "applicant": _APPLICANT},
)
RESERVE = notice_kind(
    "programmes.on_reserve",
    title=_("On the reserve list"),
    subject=_("On the reserve list: {programme}"),
    body=_(
        "“{applicant}” is on the reserve list of “{programme}”, at place {place}. If a place becomes free, it is "
        "offered in this order, and you will be told at once."
    ),
    params={
        "programme": _PROGRAMME,
        "applicant": _APPLICANT,
        "place": Placeholder(_("the place on the reserve list"), "2", required=True),
    },
)
NOT_SELECTED = notice_kind(
    "programmes.not_selected",
    title=_("Not selected"),
    subject=_("Not selected: {programme}"),
    body=_("We are sorry: “{applicant}” was not selected for “{programme}”. The reason: {reason}"),
    params={
        "programme": _PROGRAMME,
        "applicant": _APPLICANT,
        "reason": Placeholder(
            _("why it was not selected"), "평가 점수가 최저 기준에 미치지 못했습니다.", required=True
        ),
    },
)
NOT_ELIGIBLE = notice_kind(
    "programmes.not_eligible",
    title=_("Not eligible"),
    subject=_("Not eligible: {programme}"),
    body=_("“{applicant}” could not take part in the selection for “{programme}”. The rule: {clause}"),
    params={
        "programme": _PROGRAMME,
        "applicant": _APPLICANT,
        "clause": Placeholder(
            _("the rule that is not met"), "전년도 수출액 2,000만 달러 이하", required=True, most=CLAUSE_MOST
        ),
    },
)
