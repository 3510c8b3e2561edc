"""Recommendations for the participants of a programme."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from landbridge.directory.models import Organisation
from landbridge.matching.actions.exclusions import say_exclusion
from landbridge.matching.actions.lists import ask_run
from landbridge.matching.models import MatchRun, Recommendation
from landbridge.matching.queries.lists import shown_lists
from landbridge.people.models import User
from landbridge.programmes.models import Participation, Programme
from tests.matching.market import market
from tests.programmes.rows import a_call, a_programme, an_application

Jobs = Callable[[], list[str]]


@pytest.fixture
def programme(db: None, small_lexicon: Path) -> Programme:
    """A joint programme in which two of the host's firms and two of the guest's take part."""
    firms, programme = market(), a_programme(is_joint=True)
    call = a_call(programme, places=9)
    for place, name in enumerate(("한빛반도체", "가람전지", "北辰半导体", "重庆电池"), 1):
        application = an_application(call, firms[name], state="confirmed")
        Participation.objects.create(
            programme=programme, application=application, side=firms[name].side, state="confirmed", place=place,
            answer_by=timezone.now(),
        )  # fmt: skip
    return programme


def test_participants_are_recommended_to_each_other_and_each_side_reads_its_own(
    programme: Programme, host_manager: User, guest_manager: User, run_jobs: Jobs, client_of: Callable[[User], Client]
) -> None:
    Organisation.objects.filter(name_zh="重庆电池").update(name_en="=cmd|x")
    page = reverse("matching:programme_matches", args=[programme.pk])
    client = client_of(host_manager)
    assert page in client.get(reverse("programmes:programme", args=[programme.pk])).content.decode()
    assert client.post(reverse("matching:programme_ask", args=[programme.pk])).headers["Location"] == page
    assert "being written" in client.get(page).content.decode()
    run_jobs()
    run = MatchRun.objects.get()
    assert (run.state, run.done, run.total) == ("done", 4, 4)
    assert {row.other.pk for row in Recommendation.objects.filter(programme=programme).select_related("other")} <= set(
        Organisation.objects.filter(applications__participation__programme=programme).values_list("pk", flat=True)
    )
    mine, theirs = client.get(page).content.decode(), client_of(guest_manager).get(page).content.decode()
    assert all(f">{name}<" in "".join(mine.split()) for name in ("한빛반도체", "가람전지"))
    # The other side's lists name one's own participants; that they stand there is not told here.
    own = "These are the lists of your side"
    assert own in mine
    assert own in theirs
    assert mine.count('class="place"') == Recommendation.objects.filter(organisation__side="host").count()
    assert theirs.count('class="place"') == Recommendation.objects.filter(organisation__side="guest").count()
    book = client.get(reverse("matching:programme_export", args=[programme.pk])).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert len(rows) - 1 == Recommendation.objects.filter(organisation__side="host").count()
    assert any("=cmd|x" in map(str, row) for row in rows)
    assert b"<f>" not in book


def test_an_exclusion_holds_in_a_programme_too(
    programme: Programme, host_manager: User, guest_manager: User, run_jobs: Jobs
) -> None:
    one, other = Organisation.objects.get(name_ko="한빛반도체"), Organisation.objects.get(name_zh="北辰半导体")
    ask_run(programme, by=host_manager)
    run_jobs()

    def named(user: User, of: Organisation) -> list[int]:
        return [place.other_id for place in shown_lists([of.pk], user, programme=programme)[of.pk]]

    assert other.pk in named(host_manager, one)
    say_exclusion("never_meet", one, other, by=host_manager)
    assert other.pk not in named(host_manager, one)
    assert one.pk not in named(guest_manager, other)


def test_who_may_ask(programme: Programme, host_manager: User, user_of: Callable[..., User]) -> None:
    with pytest.raises(PermissionDenied):
        ask_run(programme, by=user_of("auditor"))
    ask_run(programme, by=host_manager)
    with pytest.raises(ValidationError):
        ask_run(programme, by=host_manager)


def test_of_one_side_alone_everybody_on_the_other_may_be_recommended(
    programme: Programme, host_manager: User, run_jobs: Jobs
) -> None:
    Participation.objects.filter(side="guest").update(place=None, state="withdrawn")
    Organisation.objects.filter(name_zh="北辰半导体").update(level=0)
    ask_run(programme, by=host_manager)
    run_jobs()
    assert set(Recommendation.objects.values_list("organisation__side", "programme")) == {("host", programme.pk)}
