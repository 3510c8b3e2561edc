"""The queue of duplicates, the merge screen, and undoing a merge."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from landbridge.directory.actions.duplicate_searches import ask_search
from landbridge.directory.actions.merges import merge
from landbridge.directory.actions.organisations import add_organisation, edit_organisation
from landbridge.directory.actions.settling import settle
from landbridge.directory.models import DuplicatePair, DuplicateSearch, Merge, Organisation
from landbridge.people.models import User
from tests.directory.facts import BRN, a_pair, listed, made

Clients = Callable[[User], Client]
QUEUE = "/organisations/duplicates"


def sent(pair: DuplicatePair, **choices: str) -> dict[str, object]:
    """What the merge screen sends."""
    return {"version_one": pair.one.version, "version_other": pair.other.version, **choices}


def test_the_queue_by_reason(host_manager: User, guest_manager: User, client_of: Clients) -> None:
    a_pair(host_manager)
    made(host_manager, name_ko="한빛정밀")
    made(host_manager, name_en="Hanbit Precision")
    made(host_manager, name_en="Birch", **BRN)
    made(host_manager, name_en="Cedar", **BRN)
    client = client_of(host_manager)
    for reason, word, other in (("number", "Birch", "Ash"), ("name", "Ash", "한빛"), ("script", "한빛", "Birch")):
        text = client.get(QUEUE, {"reason": reason}).content.decode()
        assert word in text
        assert other not in text
        assert "(1)" in text
    assert "No pair waits" in client_of(guest_manager).get(QUEUE).content.decode()


def test_merged_as_chosen_and_undone(host_manager: User, client_of: Clients) -> None:
    pair = a_pair(host_manager, website="https://ash.example")
    edit_organisation(pair.other, by=host_manager, version=1, website="https://other.example", region="서울")
    pair = DuplicatePair.objects.get()
    client = client_of(host_manager)
    page = f"{QUEUE}/{pair.pk}"
    shown = client.get(page).content.decode()
    assert "https://ash.example" in shown
    assert "https://other.example" in shown
    preview = client.get(page, {"keep": "one", "website": "other"}).content.decode().split('id="result"')[1]
    assert "https://other.example" in preview
    assert "https://ash.example" not in preview
    answer = client.post(f"{page}/merge", sent(pair, keep="one", website="other"))
    assert answer.headers["Location"] == f"/organisations/{pair.one_id}"
    kept = Organisation.objects.get(pk=pair.one_id)
    assert (kept.website, kept.region, kept.name_en) == ("https://other.example", "서울", "Ash Precision")
    gone = client.get(f"/organisations/{pair.other_id}")
    assert (gone.status_code, gone.headers["Location"]) == (302, f"/organisations/{kept.pk}")
    trail = Merge.objects.get()
    assert f"/organisations/merges/{trail.pk}" in client.get(f"/organisations/{kept.pk}").content.decode()
    told = client.get(f"/organisations/merges/{trail.pk}").content.decode()
    assert "https://ash.example" in told
    assert "Ash Precision Co., Ltd." in client.get(QUEUE, {"show": "merged"}).content.decode()
    client.post(f"/organisations/merges/{trail.pk}/undo")
    kept.refresh_from_db()
    assert (kept.website, kept.region) == ("https://ash.example", "")
    assert client.get(f"/organisations/{pair.other_id}").status_code == 200
    assert "This merge was undone" in client.get(f"/organisations/merges/{trail.pk}").content.decode()


def test_a_later_merge_is_undone_first(host_manager: User, client_of: Clients) -> None:
    first, second, third = (made(host_manager, name_en=name) for name in ("Ash", "Birch", "Cedar"))
    early = merge(first, second, by=host_manager)
    first.refresh_from_db()
    late = merge(first, third, by=host_manager)
    client = client_of(host_manager)
    assert "cannot be undone yet" in client.get(f"/organisations/merges/{early.pk}").content.decode()
    answer = client.post(f"/organisations/merges/{early.pk}/undo", follow=True)
    assert "Undo the later merge with Cedar first." in answer.content.decode()
    for trail in (late, early):
        client.post(f"/organisations/merges/{trail.pk}/undo")
    assert not Organisation.objects.exclude(merged_into=None).exists()


def test_not_the_same_and_back(host_manager: User, client_of: Clients) -> None:
    pair = a_pair(host_manager)
    client = client_of(host_manager)
    client.post(f"{QUEUE}/{pair.pk}/apart")
    assert "No pair waits" in client.get(QUEUE).content.decode()
    assert "Ash Precision" in client.get(QUEUE, {"show": "different"}).content.decode()
    answer = client.post(f"{QUEUE}/{pair.pk}/apart", follow=True)
    assert "decided about these two meanwhile" in answer.content.decode()
    client.post(f"{QUEUE}/{pair.pk}/reopen")
    assert "Ash Precision" in client.get(QUEUE).content.decode()


def test_a_change_meanwhile_is_shown_and_the_choice_kept(host_manager: User, client_of: Clients) -> None:
    pair = a_pair(host_manager)
    old = sent(pair, keep="other", name_en="other")
    edit_organisation(pair.one, by=host_manager, version=pair.one.version, region="Busan")
    client = client_of(host_manager)
    answer = client.post(f"{QUEUE}/{pair.pk}/merge", old)
    assert answer.status_code == 409
    text = " ".join(answer.content.decode().split())
    assert "changed meanwhile" in text
    assert "Busan" in text
    assert 'value="other" checked' in text
    assert not Merge.objects.exists()
    for broken in ({}, {"version_one": "x", "version_other": "9" * 30}, {"version_one": "-1"}):
        assert client.post(f"{QUEUE}/{pair.pk}/merge", broken).status_code == 409


def test_one_that_was_merged_leads_to_where_it_is(host_manager: User, client_of: Clients) -> None:
    pair = a_pair(host_manager)
    merge(pair.one, pair.other, by=host_manager)
    client = client_of(host_manager)
    assert client.get(f"{QUEUE}/{pair.pk}").headers["Location"] == f"/organisations/{pair.one_id}"
    answer = client.post(f"{QUEUE}/{pair.pk}/merge", sent(pair), follow=True)
    assert "merged already" in answer.content.decode()
    assert Merge.objects.count() == 1


def test_a_search_of_the_whole_side(
    host_manager: User, client_of: Clients, run_jobs: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landbridge.directory.actions.duplicate_searches.BATCH", 2)
    a_pair(host_manager)
    for name in ("Birch", "Cedar", "Elm"):
        made(host_manager, name_en=name)
    DuplicatePair.objects.all().delete()
    client = client_of(host_manager)
    client.post(f"{QUEUE}/search")
    client.post(f"{QUEUE}/search")
    assert "0 of 5 compared" in client.get(f"{QUEUE}?part=search").content.decode()
    assert run_jobs().count("directory.search_duplicates") == 1
    search = DuplicateSearch.objects.get()
    assert (search.state, search.done, search.found) == ("done", 5, 1)
    assert DuplicatePair.objects.count() == 1
    assert ask_search(by=host_manager).pk != search.pk


@pytest.mark.parametrize("pairs", [1, 30])
def test_query_counts(
    host_manager: User, client_of: Clients, pairs: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [made(host_manager, name_en=f"Firm {word}") for word in ("Ash", "Birch", *map(str, range(pairs * 2)))]
    DuplicatePair.objects.all().delete()
    for number in range(pairs):
        DuplicatePair.objects.create(one=rows[2 * number], other=rows[2 * number + 1], reason="name", score=0.9)
    client = client_of(host_manager)
    client.get(QUEUE)
    with django_assert_max_num_queries(8):
        client.get(QUEUE)


def test_the_queue_goes_on_page_by_page(
    host_manager: User, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landbridge.directory.views.duplicates.PAGE", 2)
    rows = [made(host_manager, name_en=f"{word} {word}") for word in ("Ash", "Birch", "Cedar", "Elm", "Fir", "Gingko")]
    for number, score in enumerate((0.95, 0.91, 1.0)):
        one, other = rows[2 * number], rows[2 * number + 1]
        DuplicatePair.objects.create(one=one, other=other, reason="name", score=score)
    client = client_of(host_manager)
    first = client.get(QUEUE)
    seen = [pair.score for pair in first.context["page"].rows]
    rest = client.get(QUEUE, {"at": first.context["page"].next_cursor})
    assert seen + [pair.score for pair in rest.context["page"].rows] == [1.0, 0.95, 0.91]


def test_a_batch_of_buyers_is_put_before_the_managers(host_manager: User, client_of: Clients) -> None:
    listed(host_manager, name="가람무역", list_name="2026")
    rows = [
        add_organisation(by=host_manager, side="host", settle=False, country=country, **{f"name_{language}": name})
        for country, language, name in (
            ("KR", "ko", "한빛정밀"),
            ("KR", "en", "Hanbit Precision Co., Ltd."),
            ("CN", "zh", "重庆宏达科技有限公司"),
            ("CN", "zh", "宏达科技股份有限公司"),
            ("KR", "ko", "(주)가람무역"),
            ("CN", "en", "Yunshan Foods"),
        )
    ]
    settle(rows, by=host_manager)
    client = client_of(host_manager)
    queue = client.get(QUEUE)
    assert len(queue.context["page"].rows) == 2
    assert "2 pairs of organisations may be one" in client.get("/").content.decode()
    blocked = client.get(f"/organisations/{rows[4].pk}").content.decode()
    assert "Blocked" in blocked
    assert "agrees by its name" in blocked
    assert ">listed</span>" in client.get(f"/organisations/{rows[4].pk}/checks").content.decode()
    assert Organisation.objects.filter(is_blocked=True).count() == 1
