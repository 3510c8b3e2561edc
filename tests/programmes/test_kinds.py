"""Kinds of programmes: twelve as data, and a thirteenth by data alone."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from landbridge.people.models import User
from landbridge.programmes.actions.calls import publish_call
from landbridge.programmes.actions.kinds import add_kind, change_kind, from_toml, seed_kinds
from landbridge.programmes.models import ProgrammeKind
from landbridge.programmes.questions.reading import read_form
from tests.programmes.calls import a_call, a_programme, agree

THIRTEENTH = """
code = "standards"
field = "trade"
position = 13
kpis = ["mou_n"]
name = { ko = "표준 협력", zh-hans = "标准合作", en = "Standards" }
about = { ko = "표준을 맞춥니다.", zh-hans = "对接标准。", en = "Standards brought together." }
stages = [{ ko = "모집", zh-hans = "招募", en = "Call" }]
documents = [{ code = "paper", title = { ko = "자료", zh-hans = "材料", en = "Paper" }, days_before = 14 }]
rubric = [{ code = "fit", label = { ko = "적합성", zh-hans = "契合度", en = "Fit" }, weight = "100", most = "10" }]
rules = []
form = [{ code = "topic", kind = "text", label = { ko = "주제", zh-hans = "题目", en = "Topic" }, required = true }]
"""


def test_twelve_kinds_are_shipped_whole(db: None) -> None:
    assert seed_kinds() == 12
    assert seed_kinds() == 0
    for kind in ProgrammeKind.objects.all():
        assert all((kind.rubric, kind.documents, kind.stages, kind.kpis)), kind.code
        assert len(read_form(kind.form).questions) >= 5, kind.code
        assert all((kind.name_ko, kind.name_zh, kind.name_en, kind.about_ko, kind.about_zh, kind.about_en))


def test_what_staff_changed_stays(db: None, host_manager: User) -> None:
    seed_kinds()
    kind = ProgrammeKind.objects.first()
    assert kind is not None
    change_kind(kind, by=host_manager, is_active=False)
    seed_kinds()
    kind.refresh_from_db()
    assert not kind.is_active


def test_a_thirteenth_kind_by_data_alone(client_of: object, host_manager: User, guest_manager: User) -> None:
    client: Client = client_of(host_manager)  # type: ignore[operator]
    assert client.post("/programmes/kinds/new", {"text": THIRTEENTH}).status_code == 302
    kind = ProgrammeKind.objects.get(code="standards")
    programme = a_programme(host_manager)
    type(programme).objects.filter(pk=programme.pk).update(kind=kind)
    programme.refresh_from_db()
    call = agree(a_call(host_manager, programme=programme), host=host_manager, guest=guest_manager)
    assert publish_call(call, by=host_manager).forms.get().questions == kind.form
    assert Client().get(f"/calls/{call.slug}?lang=ko").status_code == 200


@pytest.mark.parametrize(
    ("part", "instead", "place"),
    [
        ('weight = "100"', 'weight = "0"', "rubric"),
        ('kpis = ["mou_n"]', 'kpis = ["none"]', "kpis"),
        ("rules = []", 'rules = [{ code = "x" }]', "rules"),
        ('kind = "text"', 'kind = "colour"', "form"),
        ("days_before = 14", 'days_before = "14"', "documents"),
        ("days_before = 14", "days_before = 10000000000", "documents"),
        ('kpis = ["mou_n"]', "kpis = [[1]]", "kpis"),
        ('documents = [{ code = "paper",', 'documents = ["paper", {', "documents"),
        ('stages = [{ ko = "모집", zh-hans = "招募", en = "Call" }]', "stages = 1", "stages"),
        ('field = "trade"', 'field = "magic"', "field"),
    ],
)
def test_what_is_wrong_is_named(db: None, part: str, instead: str, place: str) -> None:
    facts = from_toml(THIRTEENTH.replace(part, instead))
    with pytest.raises(ValidationError) as refused:
        add_kind(by=None, **facts)
    assert place in refused.value.error_dict
