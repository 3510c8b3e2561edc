"""Consents: asked one by one, kept as events, felt at once; notices that never change."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from landbridge.base.log import LogEntry
from landbridge.base.mail import send_later
from landbridge.base.models import OutgoingMail
from landbridge.people.actions.consents import give_consent, refuse_consent, withdraw_consent
from landbridge.people.actions.persons import edit_person, person_of
from landbridge.people.actions.privacy_notices import WORDS, publish_notice, seed_notices
from landbridge.people.models import ConsentEvent, ConsentState, Person, PrivacyNotice, Purpose, User
from landbridge.people.models.consents import ConsentChannel
from landbridge.people.models.persons import AgeBand
from landbridge.people.queries.consents import (
    NOTICE_CONTENT,
    current_notice,
    current_notices,
    may_use,
    notice_digest,
    standings,
    with_consent,
)
from tests.people.people import a_person

pytestmark = pytest.mark.django_db

PAPER: dict[str, Any] = {"channel": ConsentChannel.PAPER, "proof": "folder 3"}
WORDING = {code: {part: f"{part} in {code}" for part in WORDS} for code in ("en", "ko", "zh-hans")}


@pytest.fixture
def person() -> Person:
    seed_notices()
    return a_person()


def test_every_purpose_is_told_in_three_languages_once(db: None) -> None:
    assert sorted(seed_notices()) == sorted(Purpose.values)
    assert seed_notices() == []
    assert PrivacyNotice.objects.count() == len(Purpose) * 3
    for language in ("en", "ko", "zh-hans"):
        notices = current_notices(language)
        assert sorted(notices) == sorted(Purpose.values)
        for notice in notices.values():
            assert all(getattr(notice, part) for part in WORDS), notice
    assert current_notice(Purpose.CROSS_BORDER, "ko").countries == "KR CN"


def test_the_digest_is_of_all_that_is_said(db: None) -> None:
    seed_notices()
    notice = current_notice(Purpose.SERVICE, "ko")
    assert notice.sha256 == notice_digest(notice)
    for part in NOTICE_CONTENT:
        changed = PrivacyNotice.objects.get(pk=notice.pk)
        setattr(changed, part, f"{getattr(changed, part)} changed")
        assert notice_digest(changed) != notice.sha256, part


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_text_cannot_change_without_a_new_version(db: None, change: str) -> None:
    seed_notices()
    sql = {
        "update": "UPDATE people_privacynotice SET text = 'other'",
        "delete": "DELETE FROM people_privacynotice",
    }[change]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_version_comes_in_all_languages_or_not_at_all(host_manager: User) -> None:
    for language in WORDING:
        lacking = {code: words for code, words in WORDING.items() if code != language}
        with pytest.raises(ValidationError, match="in all languages"):
            publish_notice(Purpose.MAIL, by=host_manager, words=lacking)
    with pytest.raises(ValidationError, match="in all languages"):
        publish_notice(Purpose.MAIL, by=host_manager, words=WORDING | {"ko": {**WORDING["ko"], "retention": "  "}})
    assert not PrivacyNotice.objects.exists()
    assert {row.number for row in publish_notice(Purpose.MAIL, by=host_manager, words=WORDING)} == {1}
    assert {row.number for row in publish_notice(Purpose.MAIL, by=host_manager, words=WORDING, after=1)} == {2}
    with pytest.raises(ValidationError, match="meanwhile"):
        publish_notice(Purpose.MAIL, by=host_manager, words=WORDING, after=1)


def test_purposes_are_separate(person: Person) -> None:
    give_consent(person, Purpose.MAIL, by=None, channel=ConsentChannel.PAPER)
    assert [purpose for purpose in Purpose if may_use(person, purpose)] == [Purpose.MAIL]
    refuse_consent(person, Purpose.PHOTOGRAPH, by=None, channel=ConsentChannel.PAPER)
    assert not may_use(person, Purpose.PHOTOGRAPH)


def test_the_gate_as_a_query(person: Person) -> None:
    give_consent(person, Purpose.MAIL, by=None, channel=ConsentChannel.PAPER)
    a_person()
    assert list(with_consent(Person.objects.all(), Purpose.MAIL)) == [person]
    events = ConsentEvent.objects.all()
    assert with_consent(events, Purpose.MAIL, "person").count() == 1
    assert with_consent(events, Purpose.SERVICE, "person").count() == 0
    Person.objects.filter(pk=person.pk).update(erased_at="2026-01-01T00:00:00Z")
    assert not with_consent(Person.objects.all(), Purpose.MAIL).exists()
    assert not may_use(Person.objects.get(pk=person.pk), Purpose.MAIL)


def test_the_person_clicks_and_nobody_for_them(host_manager: User, guest_manager: User) -> None:
    seed_notices()
    own = person_of(host_manager)
    other = a_person()
    assert own is not None
    edit_person(own, by=host_manager, version=own.version, age_band="14+")
    give_consent(own, Purpose.MAIL, by=host_manager, channel=ConsentChannel.PAGE, ip="192.0.2.1")
    with pytest.raises(PermissionDenied):
        give_consent(other, Purpose.MAIL, by=host_manager, channel=ConsentChannel.PAGE)
    with pytest.raises(ValidationError) as refused:
        give_consent(other, Purpose.MAIL, by=host_manager, channel=ConsentChannel.PAPER)
    assert "proof" in refused.value.message_dict
    give_consent(other, Purpose.MAIL, by=host_manager, **PAPER)
    with pytest.raises(PermissionDenied):
        withdraw_consent(other, Purpose.MAIL, by=guest_manager, **PAPER)


def test_a_child_needs_a_guardian(person: Person) -> None:
    person.age_band = AgeBand.UNDER_FOURTEEN
    person.save()
    with pytest.raises(ValidationError) as refused:
        give_consent(person, Purpose.SERVICE, by=None, channel=ConsentChannel.PAPER)
    assert "guardian" in refused.value.message_dict
    event = give_consent(person, Purpose.SERVICE, by=None, channel=ConsentChannel.PAPER, guardian="홍판서")
    assert event.guardian == "홍판서"


def test_withdrawal_stops_waiting_mail_in_its_transaction(person: Person) -> None:
    give_consent(person, Purpose.MAIL, by=None, channel=ConsentChannel.PAPER)
    for purpose in (Purpose.MAIL, Purpose.SERVICE):
        send_later(
            key=f"t:{purpose}", to="hong@firm.example", subject="s", body="b", language="ko",
            person_number=person.pk, purpose=purpose,
        )  # fmt: skip
    withdraw_consent(person, Purpose.MAIL, by=None, channel=ConsentChannel.PAPER)
    states = dict(OutgoingMail.objects.values_list("purpose", "state"))
    assert states == {"mail": "stopped", "service": "waiting"}


def test_withdrawing_twice_is_withdrawing_once(person: Person) -> None:
    give_consent(person, Purpose.MAIL, by=None, channel=ConsentChannel.PAPER)
    first = withdraw_consent(person, Purpose.MAIL, by=None, channel=ConsentChannel.PAPER)
    assert withdraw_consent(person, Purpose.MAIL, by=None, channel=ConsentChannel.PAPER) == first
    assert ConsentEvent.objects.filter(action="withdrawn").count() == 1


def test_who_leaves_the_programme_leaves_all_of_it(person: Person) -> None:
    for purpose in (Purpose.SERVICE, Purpose.CROSS_BORDER, Purpose.PHOTOGRAPH):
        give_consent(person, purpose, by=None, channel=ConsentChannel.PAPER)
    withdraw_consent(person, Purpose.SERVICE, by=None, channel=ConsentChannel.PAPER)
    assert not ConsentState.objects.filter(granted=True).exists()
    assert ConsentEvent.objects.filter(action="withdrawn").count() == 3


def test_a_materially_new_version_is_asked_again(person: Person, host_manager: User) -> None:
    given = give_consent(person, Purpose.MAIL, by=None, channel=ConsentChannel.PAPER)
    publish_notice(Purpose.MAIL, by=host_manager, words=WORDING)
    assert may_use(person, Purpose.MAIL)  # other words for the same thing
    assert next(s for s in standings(person, "ko") if s.purpose == Purpose.MAIL).is_reworded
    publish_notice(Purpose.MAIL, by=host_manager, words=WORDING, asks_again=True)
    assert not may_use(person, Purpose.MAIL)
    standing = next(s for s in standings(person, "ko") if s.purpose == Purpose.MAIL)
    assert (standing.is_asked_again, standing.event) == (True, given)
    assert LogEntry.objects.filter(verb="people.notice_published").latest("pk").changes["lapsed"] == 1
    with pytest.raises(ValidationError, match="read it again"):
        give_consent(person, Purpose.MAIL, by=None, channel=ConsentChannel.PAPER, notice=given.notice)
    give_consent(person, Purpose.MAIL, by=None, channel=ConsentChannel.PAPER)
    assert may_use(person, Purpose.MAIL)


def test_nothing_can_be_agreed_to_that_was_never_told(db: None) -> None:
    with pytest.raises(ValidationError, match="No privacy notice"):
        give_consent(a_person(), Purpose.MAIL, by=None, channel=ConsentChannel.PAPER)


def test_an_event_names_the_notice_in_the_persons_language(person: Person) -> None:
    person.language = "zh-hans"
    person.save()
    assert give_consent(person, Purpose.MAIL, by=None, channel=ConsentChannel.PAPER).notice.language == "zh-hans"


class Answers(RuleBasedStateMachine):
    """Whatever people answer and staff publish, the state is what the last answer and the notices since say."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        seed_notices()
        self.person = a_person()
        self.allowed: set[str] = set()

    @rule(purpose=st.sampled_from(Purpose))
    def give(self, purpose: Purpose) -> None:
        give_consent(self.person, purpose, by=None, channel=ConsentChannel.PAPER)
        self.allowed.add(purpose)

    @rule(purpose=st.sampled_from(Purpose))
    def refuse(self, purpose: Purpose) -> None:
        refuse_consent(self.person, purpose, by=None, channel=ConsentChannel.PAPER)
        self.allowed = set() if purpose == Purpose.SERVICE else self.allowed - {purpose}

    @rule(purpose=st.sampled_from(Purpose))
    def withdraw(self, purpose: Purpose) -> None:
        was_withdrawn = ConsentState.objects.filter(purpose=purpose, event__action="withdrawn").exists()
        withdraw_consent(self.person, purpose, by=None, channel=ConsentChannel.PAPER)
        if purpose == Purpose.SERVICE and not was_withdrawn:
            self.allowed.clear()
        self.allowed.discard(purpose)

    @rule(purpose=st.sampled_from(Purpose), asks_again=st.booleans())
    def publish(self, purpose: Purpose, asks_again: bool) -> None:
        publish_notice(purpose, by=None, words=WORDING, asks_again=asks_again)
        if asks_again:
            self.allowed.discard(purpose)

    @invariant()
    def the_gate_knows(self) -> None:
        if hasattr(self, "person"):
            assert {purpose for purpose in Purpose if may_use(self.person, purpose)} == self.allowed
            for state in ConsentState.objects.select_related("event"):
                last = ConsentEvent.objects.filter(person=self.person, purpose=state.purpose).latest("pk")
                assert state.event == last
                assert state.granted <= (last.action == "given")


def test_any_answers_in_any_order() -> None:
    run_state_machine_as_test(
        Answers, settings=hypothesis_settings(max_examples=8, stateful_step_count=12, deadline=None)
    )
