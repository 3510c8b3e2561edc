"""What the house tells people: worded for its reader, harmless whatever people call themselves, and told once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes

import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from landbridge.base.mail import message_of, send_later
from landbridge.base.models import LogEntry, OutgoingMail
from landbridge.base.versions import Stale
from landbridge.people.actions.notice_templates import change_template, reset_template
from landbridge.people.actions.notices import mail_notice, mark_all_read, mark_read, notify
from landbridge.people.actions.outgoing_mail import retry_failed_mail
from landbridge.people.models import Notice, NoticeTemplate, Purpose, User
from landbridge.people.queries.notices import inbox, unread, wording_of
from landbridge.people.tables.notice_previews import HOSTILE
from landbridge.people.wording import notices as wording
from landbridge.people.wording.notices import NoticeKind, Placeholder, Wording, notice_kind, registered

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ko", "zh-hans")
VALUES = {"name": "홍길동", "day": "2026. 9. 1."}


@pytest.fixture
def kind() -> Iterator[NoticeKind]:
    """A kind with a required and another placeholder."""
    made = notice_kind(
        "tests.told",
        title=_("A test"),
        subject="News for {name}",
        body="Dear {name},\nit is on {day}.",
        params={"name": Placeholder("whose it is", "왕팡", required=True), "day": Placeholder("when", "1 September")},
    )
    yield made
    del registered["tests.told"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(registered))
def test_the_house_s_own_words_are_whole_in_every_language(code: str, language: str) -> None:
    kind = registered[code]
    words = kind.house_wording(language)
    assert [*wording.faults(kind, "subject", words.subject), *wording.faults(kind, "body", words.body)] == []
    assert wording.missing(kind, words) == []


@pytest.mark.parametrize("hostile", [value for _says, value in HOSTILE], ids=[str(says) for says, _value in HOSTILE])
def test_no_name_breaks_a_notice(
    host_manager: User, kind: NoticeKind, client_of: Callable[[User], Client], hostile: str
) -> None:
    """Every kind in every language: one line of subject, no line and no placeholder from a value, a page escaped."""
    reader = client_of(host_manager)
    for code in sorted(registered):
        for language in LANGUAGES:
            host_manager.language = language
            host_manager.save()
            params = dict.fromkeys(registered[code].params, hostile)
            notice = notify(host_manager, code, key=f"{code}:{language}", params=params)
            plain = registered[code].house_wording(language).filled(dict.fromkeys(params, "x"), language)
            assert "\n" not in notice.subject
            assert len(notice.subject) <= 300
            assert notice.body.count("\n") == plain.body.count("\n"), "a value brought a line of its own"
            assert "\u202e" not in notice.subject + notice.body
            assert "://" not in notice.body.replace("http://testserver", "")
            page = reader.get(reverse("notice", args=[notice.pk])).content.decode()
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            row = OutgoingMail.objects.get(key=f"notice:{notice.key}")
            travels = message_from_bytes(message_of(row).message().as_bytes())
            assert travels["Bcc"] is None
            assert len(travels.get_all("Subject") or []) == 1


def test_what_is_filled_in_is_not_looked_through_again() -> None:
    words = Wording("{name}", "{name} and {day}").filled({"name": "{day}", "day": "{name}"}, "en")
    assert (words.subject, words.body) == ("{day}", "{day} and {name}")


def test_korean_particles_follow_the_name() -> None:
    words = Wording("{name}은(는) 왔습니다.", "{name}").filled({"name": "홍길동"}, "ko")
    assert words.subject == "홍길동은 왔습니다."


def test_a_notice_is_told_once_in_the_reader_s_language(
    guest_manager: User, kind: NoticeKind, run_jobs: Callable[[], list[str]]
) -> None:
    guest_manager.language = "zh-hans"
    guest_manager.save()
    change_template(kind, "zh-hans", by=guest_manager, version=0, wording=Wording("{name}，您好", "日期：{day}"))
    first = notify(guest_manager, "tests.told", key="t:1", params=VALUES, link="/fairs/")
    assert notify(guest_manager, "tests.told", key="t:1", params=VALUES) == first
    assert (first.subject, first.body, first.language) == ("홍길동，您好", "日期：2026. 9. 1.", "zh-hans")
    run_jobs()
    (sent,) = outbox.outbox
    assert sent.to == [guest_manager.email]
    assert sent.subject == "홍길동，您好"
    assert "http://localhost:8000/fairs/" in sent.body


def test_a_value_that_is_a_text_of_ours_is_read_in_the_receiver_s_language(
    host_manager: User, kind: NoticeKind
) -> None:
    host_manager.language = "ko"
    host_manager.save()
    with override("en"):
        notice = notify(host_manager, "tests.told", key="t:1", params={"name": _("Korean"), "day": "1"}, mail=False)
    assert "한국어" in notice.body


@pytest.mark.parametrize("link", ["//evil.example", "https://evil.example/", "fairs/", "/\\evil.example", "/a\nb"])
def test_a_link_stays_on_this_site(host_manager: User, kind: NoticeKind, link: str) -> None:
    with pytest.raises(ValueError, match="path of this site"):
        notify(host_manager, "tests.told", key="t:1", params=VALUES, link=link)


def test_values_are_those_the_kind_names(host_manager: User, kind: NoticeKind) -> None:
    for params in ({"name": "x"}, VALUES | {"secret": "x"}):
        with pytest.raises(ValueError, match="needs values for"):
            notify(host_manager, "tests.told", key="t:1", params=params)
    with pytest.raises(LookupError):
        notify(host_manager, "tests.nothing", key="t:1", params={})


def test_a_closed_account_is_not_written_to(host_manager: User, kind: NoticeKind) -> None:
    host_manager.is_active = False
    notify(host_manager, "tests.told", key="t:1", params=VALUES)
    assert not OutgoingMail.objects.exists()


def test_news_goes_only_to_whom_it_may(kind: NoticeKind, run_jobs: Callable[[], list[str]]) -> None:
    """A mail under a purpose needs a consent at the time it is sent; what takes part in the service does not."""
    for key, purpose in (("a", Purpose.MAIL), ("b", Purpose.SERVICE)):
        mail_notice(
            "tests.told", key=key, to="kim@test.example", language="ko", params=VALUES, person_number=9, purpose=purpose
        )
    run_jobs()
    states = dict(OutgoingMail.objects.values_list("key", "state"))
    assert states == {"notice:a": "stopped", "notice:b": "sent"}


def test_staff_word_a_notice_and_go_back(host_manager: User, kind: NoticeKind) -> None:
    words = Wording("{name}님께", "{day}에 뵙겠습니다.")
    template = change_template(kind, "ko", by=host_manager, version=0, wording=words)
    assert wording_of(kind, "ko") == words
    with pytest.raises(Stale):
        change_template(kind, "ko", by=host_manager, version=0, wording=words)
    changed = change_template(kind, "ko", by=host_manager, version=1, wording=Wording("{name}", "{day}"))
    with pytest.raises(Stale):
        reset_template(changed, by=host_manager, version=1)
    reset_template(template, by=host_manager, version=2)
    assert wording_of(kind, "ko") == kind.house_wording("ko")
    verbs = list(LogEntry.objects.filter(model="noticetemplate").values_list("verb", flat=True))
    assert verbs == ["people.notice_reworded", "people.notice_reworded", "people.notice_wording_reset"]


@pytest.mark.parametrize(
    "words",
    [
        ("{name} {secret}", "x", "no placeholder {secret}"),
        ("Hello", "x", "must hold: {name}"),
        ("{name}", "one\ntwo {", "Line 2"),
        ("{name}", "{{name}}", "Line 1"),
        ("{name}", "{name.__class__}", "Line 1"),
        ("{name}", "{Name}", "Line 1"),
        ("{name}\nBcc: x", "x", "one line"),
    ],
)
def test_words_that_cannot_be_filled_are_refused(
    host_manager: User, kind: NoticeKind, client_of: Callable[[User], Client], words: tuple[str, str, str]
) -> None:
    subject, body, said = words
    with pytest.raises(ValidationError) as caught:
        change_template(kind, "en", by=host_manager, version=0, wording=Wording(subject, body))
    assert said in " ".join(caught.value.messages)
    address = reverse("notice_template", args=[kind.code, "en"])
    answer = client_of(host_manager).post(address, {"subject": subject, "body": body, "version": 0})
    if "\n" not in subject:  # the form makes one line of a subject by itself
        assert not NoticeTemplate.objects.exists()
        assert body.splitlines()[0] in answer.content.decode(), "what was typed is lost"


def test_only_managers_word_notices(user_of: Callable[..., User], kind: NoticeKind) -> None:
    for role in ("auditor", "company"):
        with pytest.raises(PermissionDenied):
            change_template(kind, "ko", by=user_of(role), version=0, wording=Wording("{name}", "x"))


def test_the_preview_shows_hostile_names_and_saves_nothing(
    host_manager: User, kind: NoticeKind, client_of: Callable[[User], Client]
) -> None:
    address = reverse("notice_template", args=[kind.code, "en"])
    browser = client_of(host_manager)
    page = browser.post(
        address, {"subject": "To {name}", "body": "A <b>bold</b> word", "version": 0, "preview": "1"}
    ).content.decode()
    assert "To Kim Bcc: everybody@example.org Dear all" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "A &lt;b&gt;bold&lt;/b&gt; word" in page
    assert not NoticeTemplate.objects.exists()
    assert browser.post(address, {"subject": "{name}", "body": "x", "version": 0}).status_code == 302
    assert browser.post(address, {"subject": "{name}", "body": "y", "version": 0}).status_code == 409
    assert browser.post(reverse("notice_template_reset", args=[kind.code, "en"]), {"version": 1}).status_code == 302


def test_the_inbox_shows_one_s_own_unread_first(
    host_manager: User, guest_manager: User, kind: NoticeKind, client_of: Callable[[User], Client]
) -> None:
    mine = [notify(host_manager, "tests.told", key=f"t:{n}", params=VALUES, mail=False) for n in range(3)]
    theirs = notify(guest_manager, "tests.told", key="t:x", params=VALUES, mail=False)
    browser = client_of(host_manager)
    assert re.search(r'class="count"\s*>3<', browser.get("/").content.decode())
    assert browser.get(reverse("notice", args=[mine[2].pk])).status_code == 200
    assert list(inbox(host_manager)) == [mine[1], mine[0], mine[2]]
    assert browser.get(reverse("notice", args=[theirs.pk])).status_code == 404
    assert unread(guest_manager).count() == 1
    assert browser.get(reverse("inbox")).content.decode().count("News for") == 3
    browser.post(reverse("inbox_read"))
    assert (unread(host_manager).count(), unread(guest_manager).count()) == (0, 1)
    with pytest.raises(PermissionDenied):
        mark_read(theirs, by=host_manager)
    assert mark_all_read(by=host_manager) == 0


def test_a_notice_opened_twice_keeps_its_first_moment(host_manager: User, kind: NoticeKind) -> None:
    notice = notify(host_manager, "tests.told", key="t:1", params=VALUES, mail=False)
    first = mark_read(notice, by=host_manager).read_at
    assert mark_read(Notice.objects.get(), by=host_manager).read_at == first
    assert LogEntry.objects.filter(verb="people.notice_read").count() == 1


def test_staff_see_that_mail_failed_and_not_what_it_says(
    host_manager: User, kind: NoticeKind, client_of: Callable[[User], Client], run_jobs: Callable[[], list[str]]
) -> None:
    for n in range(3):
        send_later(
            key=f"m:{n}",
            to="canary.name@hanbit.example",
            subject="canary subject",
            body="canary body",
            language="ko",
            kind="tests.told",
        )
    OutgoingMail.objects.update(state="failed", error="550 no such user")
    browser = client_of(host_manager)
    page = browser.get(reverse("outbox"), {"state": "failed"}).content.decode()
    assert "canary" not in page
    assert "…@hanbit.example" in page
    assert "550 no such user" in page
    mail = OutgoingMail.objects.order_by("pk")[0]
    assert browser.post(reverse("mail_retry", args=[mail.pk])).status_code == 302
    assert retry_failed_mail(by=host_manager) == 2
    run_jobs()
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"sent"}
    assert LogEntry.objects.filter(verb="people.mail_retried").count() == 3


@pytest.mark.parametrize("route", ["inbox", "outbox"])
def test_lists_ask_as_much_for_one_row_as_for_thirty(
    host_manager: User, kind: NoticeKind, client_of: Callable[[User], Client], route: str
) -> None:
    browser = client_of(host_manager)
    counts = []
    for numbers in (range(1), range(1, 30)):
        for n in numbers:
            notify(host_manager, "tests.told", key=f"t:{n}", params=VALUES)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = browser.get(reverse(route)).content.decode()
        assert len(re.findall(r"<tr>", page)) == len(numbers) + (2 if numbers.start else 1)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25
