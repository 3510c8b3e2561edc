"""Each kind of programme is planned, called, applied to, selected and closed by its pages; a thirteenth by data."""

from collections.abc import Callable

import pytest
from django.test import Client

from landbridge.people.models import User
from landbridge.programmes.actions.kinds import add_kind, from_toml, seed_kinds
from landbridge.programmes.models import Application, Participation, Programme, ProgrammeKind
from tests.programmes.walking import Walk, people_for

TWELVE = (
    "exhibition", "trade_meetings", "company_visit", "park_visit", "corporate_exchange", "talent_exchange",
    "competition", "trade_logistics", "brand_launch", "economic_summit", "government_exchange", "investment",
)  # fmt: skip

#: A kind that nobody thought of: not a line of code knows it.
THIRTEENTH = """
code = "garden_show"
field = "culture"
applicants = "organisations"
position = 13
kpis = ["exch_n"]
name = { ko = "정원 박람회", zh-hans = "园艺博览会", en = "Garden show" }
about = { ko = "양측의 정원을 겨룹니다.", zh-hans = "双方园艺比拼。", en = "Gardens of both sides." }
stages = [{ ko = "모집", zh-hans = "征集", en = "Call" }, { ko = "전시", zh-hans = "展示", en = "Show" }]
documents = [{ code = "plan", title = { ko = "배치도", zh-hans = "平面图", en = "Layout" }, days_before = 10 }]
rubric = [{ code = "beauty", label = { ko = "미", zh-hans = "美", en = "Beauty" }, weight = "100", most = "10" }]

[[form]]
code = "plants"
kind = "number"
label = { ko = "식물 수", zh-hans = "植物数量", en = "Plants" }
required = true
least = "3"

[[form]]
code = "style"
kind = "choice"
label = { ko = "양식", zh-hans = "风格", en = "Style" }
required = true

[[form.options]]
code = "rock"
label = { ko = "돌", zh-hans = "石", en = "Rock" }

[[form.options]]
code = "water"
label = { ko = "물", zh-hans = "水", en = "Water" }

[[rules]]
code = "green"
kind = "eligibility"
text = { ko = "식물이 셋 이상이어야 합니다.", zh-hans = "植物不少于三种。", en = "At least three plants." }
when = { fact = "answers.plants", at_least = "3" }
"""


def _walk(
    kind: ProgrammeKind, user_of: Callable[..., User], client_of: Callable[[User], Client], *, joint: bool
) -> None:
    walk = Walk(client_of=client_of, **people_for(kind, user_of))
    programme = walk.plan(kind, joint=joint)
    call = walk.call(programme)
    application = walk.apply(call)
    place = walk.select(call)
    programme = walk.close(programme, place)
    application.refresh_from_db()
    assert programme.state == Programme.State.SETTLED
    assert place.state == Participation.State.SETTLED
    assert application.state == Application.State.SETTLED


@pytest.mark.parametrize("code", TWELVE)
def test_a_kind_is_walked_from_plan_to_end(
    code: str, user_of: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    seed_kinds()
    # Every other one is joint: its call passes the other side's approver too.
    _walk(ProgrammeKind.objects.get(code=code), user_of, client_of, joint=TWELVE.index(code) % 2 == 0)


def test_these_are_all_kinds_there_are(db: None) -> None:
    seed_kinds()
    assert set(ProgrammeKind.objects.values_list("code", flat=True)) == set(TWELVE)


def test_a_thirteenth_kind_is_added_by_data_alone(
    user_of: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    kind = add_kind(by=None, **from_toml(THIRTEENTH))
    _walk(kind, user_of, client_of, joint=True)
