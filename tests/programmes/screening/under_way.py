"""A call in the middle of its screening, as its pages show it: long names in three scripts, every state of a sheet."""

from __future__ import annotations

from landbridge.directory.models import Organisation
from landbridge.people.models import User
from landbridge.programmes.models import Application, Assignment, Call, EmployerTie, Evaluator, ScoreSheet, Verdict
from tests.programmes.rows import a_firm
from tests.programmes.screening.facts import RULES, a_closed_call, a_judge, an_eligible, an_evaluator, an_ineligible

JUDGES = ("황보주현 교수", "王芳教授", "Dr. Maximilian Wolfeschlegelsteinhausenbergerdorff")
STORY = "라이다 센서를 양산하며, 충칭의 자동차 공장 세 곳과 시험하고 있습니다.\n2027년에는 현지 법인을 세웁니다."
COMMENTS = ("시장은 크나 현지 협력사가 아직 없습니다.", "销售渠道需要进一步说明，尤其是在重庆。")
QUESTIONS = [
    {"code": "story", "kind": "long_text", "label": {"ko": "참가 동기", "zh-hans": "参展动机", "en": "Why you apply"}},
    {"code": "site", "kind": "text", "label": {"ko": "누리집", "zh-hans": "网站", "en": "Website"}},
]
RUBRIC = [
    {
        "code": "team", "label": {"ko": "조직과 인력", "zh-hans": "团队", "en": "Team"}, "weight": "40", "step": "0.5",
        "help": {"ko": "핵심 인력의 경력과 역할", "zh-hans": "核心人员的经历", "en": "Experience of the staff"},
    },
    {"code": "market", "label": {"ko": "시장성", "zh-hans": "市场前景", "en": "Market"}, "weight": "60", "step": "0.5"},
]  # fmt: skip


def a_named_firm(number: int, side: str = "host") -> Organisation:
    """A firm with a long name in each script."""
    return a_firm(
        side,
        name=f"Suwon Hanbit Automotive Lidar Manufacturing {number}",
        name_ko=f"주식회사 수원한빛자동차라이다 {number}",
        name_zh=f"水原韩光汽车激光雷达制造有限公司{number}",
    )


def a_screening(applications: int = 6, *, judges: tuple[User, ...] = ()) -> tuple[Call, list[Evaluator]]:
    """A closed call with evaluators; of each six applications one is in every state that the matrix knows.

    Rows are written directly: what the actions make of them is told elsewhere.
    """
    call = a_closed_call(rubric=RUBRIC, places=1, reserve_places=1)
    call.forms.update(questions=QUESTIONS)
    people = judges or tuple(a_judge(f"judge{number}") for number in range(len(JUDGES)))
    for user, name in zip(people, JUDGES, strict=True):
        User.objects.filter(pk=user.pk).update(name=name)
    staff = [an_evaluator(call, user) for user in people]
    answers = {"story": STORY, "site": "https://lidar.example/" + "a-rather-long-address-of-a-page/" * 3}
    for number in range(applications):
        firm = a_named_firm(number, "guest" if number % 3 == 2 else "host")
        application = an_eligible(call, firm, bonus=3 * (number % 2), answers=answers)
        _fill(application, staff, number % 6)
    an_ineligible(call, a_named_firm(applications))
    EmployerTie.objects.create(
        user=people[0], organisation=Organisation.objects.earliest("pk"), kind="former", note="2019–2022 수석연구원"
    )
    return call, staff


def _fill(application: Application, staff: list[Evaluator], kind: int) -> None:
    """What is before whom, by the kind of case: nothing yet, given, a draft, some in, a conflict, all in."""
    states = {
        0: ("", "", ""),
        1: ("assigned", "assigned", ""),
        2: ("draft", "assigned", "ended"),
        3: ("submitted", "assigned", ""),
        4: ("conflict", "submitted", "submitted"),
        5: ("submitted", "submitted", "ended"),
    }[kind]
    for place, (who, state) in enumerate(zip(staff, states, strict=True)):
        if not state:
            continue
        assignment = Assignment.objects.create(
            evaluator=who, application=application, state="assigned" if state == "draft" else state,
            because="former_employer" if state == "conflict" else "",
        )  # fmt: skip
        is_in = state == "submitted"
        marks = {"team": str(7 + place % 3), "market": "8.5"} if is_in else {"team": "6.5"} if state == "draft" else {}
        ScoreSheet.objects.create(
            assignment=assignment, marks=marks, submitted_at=application.call.closes_at if is_in else None,
            comment=COMMENTS[place % 2] if marks else "",
            sha256="0123456789abcdef" * 4 if is_in else "",
        )  # fmt: skip
    if kind in (4, 5):
        Application.objects.filter(pk=application.pk).update(state="scored")


def only_what_is_in(call: Call) -> None:
    """Take back whatever is not submitted, and let who has no mark be out: the ranking is ready."""
    Assignment.objects.filter(application__call=call, state="assigned").update(state="ended")
    unmarked = call.applications.exclude(assignments__state="submitted").filter(state="eligible")
    Verdict.objects.filter(version__application__in=unmarked, rule=RULES[0]["code"]).update(outcome="not_met")
    unmarked.update(state="ineligible")
