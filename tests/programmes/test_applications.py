"""Applying: what is begun, kept, submitted in versions and withdrawn, by whom and until when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from landbridge.base.files.refusals import FileRefused
from landbridge.base.log import LogEntry
from landbridge.base.versions import Stale
from landbridge.people.models import User
from landbridge.programmes.actions.application_files import add_file, remove_file
from landbridge.programmes.actions.applications import (
    CallClosed,
    Incomplete,
    NotEligible,
    save_draft,
    sealed,
    start_application,
    submit_application,
    withdraw_application,
)
from landbridge.programmes.actions.forms import set_form
from landbridge.programmes.models import Application, ApplicationVersion, Call, Selection
from landbridge.programmes.queries.applications import state_shown, visible_applications
from landbridge.programmes.queries.drafts import with_files
from landbridge.programmes.questions.digests import digest
from landbridge.programmes.rules.applications import can_read_answers
from tests.directory.facts import PNG
from tests.people.people import a_person
from tests.programmes.applying import (
    LIMIT,
    a_call_for_persons,
    a_call_of_every_kind,
    a_draft,
    a_talent,
    an_applicant,
    submitted,
)
from tests.programmes.questions.forms import EVERY_KIND, GOOD, asked
from tests.programmes.rows import a_programme

pytestmark = pytest.mark.django_db
PDF_NAME = "plan.png"


def test_an_application_begins_with_what_the_house_knows() -> None:
    """And once: asked again, it is the same one."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application = start_application(call, by=user, organisation=firm)
    assert application.answers == {"company": "Ash", "number": {"register": "brn", "number": "999-81-00000"}}
    assert start_application(call, by=user, organisation=firm) == application


def test_nobody_applies_for_another() -> None:
    """Not with an organisation they do not keep, nor where their kind is not asked."""
    call, (user, _firm) = a_call_of_every_kind(), an_applicant()
    _other, their_firm = an_applicant(name="elm")
    talent, _person = a_talent()
    for by, organisation in ((user, their_firm), (user, None), (talent, None)):
        with pytest.raises(PermissionDenied):
            start_application(call, by=by, organisation=organisation)


def test_a_submission_is_a_version_with_its_digest() -> None:
    """Cleaned, numbered within the call, and sealed by what it holds."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    first = submitted(call, user, firm)
    assert (first.number, first.application.number) == (1, 1)
    assert first.answers["exports"] == {"amount": "12500000", "currency": "USD"}
    assert first.sha256 == digest(sealed(ApplicationVersion.objects.get()))
    other, their_firm = an_applicant(name="elm")
    assert submitted(call, other, their_firm).application.number == 2


def test_an_edit_makes_the_next_version_and_nothing_makes_none() -> None:
    """What was submitted stays as it was; submitted twice by a double click it is once."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    first = submitted(call, user, firm)
    application = Application.objects.get()
    assert submit_application(application, by=user, version=1) == first
    application = save_draft(application, {**GOOD, "area": "20"}, by=user, version=application.version)
    second = submit_application(application, by=user, version=application.version)
    assert (second.number, second.answers["area"]) == (2, "20")
    assert ApplicationVersion.objects.get(number=1).answers["area"] == "18"


def test_two_who_write_are_told() -> None:
    """The second is, and nothing of the first is lost."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application = start_application(call, by=user, organisation=firm)
    seen = Application.objects.get()
    save_draft(application, {"company": "First"}, by=user, version=application.version)
    with pytest.raises(Stale):
        save_draft(seen, {"company": "Second"}, by=user, version=seen.version)
    assert Application.objects.get().answers == {"company": "First"}


def test_what_is_incomplete_is_not_submitted() -> None:
    """Every place is named."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application = start_application(call, by=user, organisation=firm)
    with pytest.raises(Incomplete) as caught:
        submit_application(application, by=user, version=application.version)
    assert set(caught.value.faults) == {"exports", "booth", "contacts", "terms"}
    assert not ApplicationVersion.objects.exists()


@pytest.mark.parametrize(("opens", "closes"), [(1, 2), (-2, 0), (-2, -1)])
def test_nothing_is_submitted_before_a_call_opens_or_from_when_it_closes(opens: int, closes: int) -> None:
    """By the database's clock."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application = a_draft(call, user, firm)
    now = timezone.now()
    Call.objects.update(opens_at=now + timedelta(hours=opens), closes_at=now + timedelta(hours=closes))
    with pytest.raises(CallClosed):
        submit_application(application, by=user, version=application.version)
    # What was typed is kept all the same.
    save_draft(application, {**GOOD, "story": "Late"}, by=user, version=application.version)
    assert Application.objects.get().state == "draft"


def test_a_rule_that_is_not_met_is_known_before() -> None:
    """Submitted only by who says so, and then it is not eligible; corrected, it is."""
    call, (user, firm) = a_call_of_every_kind(rules=LIMIT), an_applicant()
    application = a_draft(call, user, firm, exports={"amount": "20.5m", "currency": "USD"})
    with pytest.raises(NotEligible):
        submit_application(application, by=user, version=application.version, although_ineligible=False)
    application = Application.objects.get()
    assert (application.state, application.number) == ("draft", None)
    submit_application(application, by=user, version=application.version)
    assert Application.objects.get().state == "ineligible"
    application = Application.objects.get()
    application = save_draft(application, GOOD, by=user, version=application.version)
    submit_application(application, by=user, version=application.version, although_ineligible=False)
    assert Application.objects.get().state == "eligible"


def test_files_answer_a_question_up_to_its_caps() -> None:
    """One that a version holds stays when it is taken out of the draft."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application = a_draft(call, user, firm)
    with pytest.raises(FileRefused):
        add_file(application, "plan", b"<script>", "plan.pdf", by=user)
    for question, content in (("story", PNG), ("plan", b"x" * 200_001)):
        with pytest.raises(Exception, match="file"):
            add_file(application, question, content, "plan.png", by=user)
    row = add_file(application, "plan", PNG, "plan.png", by=user)
    add_file(application, "plan", PNG, "plan2.png", by=user)
    with pytest.raises(Exception, match="at most"):
        add_file(application, "plan", PNG, "plan3.png", by=user)
    application = Application.objects.get()
    version = submit_application(application, by=user, version=application.version)
    assert [one["name"] for one in version.answers["plan"]] == ["plan.png", "plan2.png"]
    remove_file(row, by=user)
    row.refresh_from_db()
    assert row.removed_at is not None
    assert [one["name"] for one in with_files(application, {})["plan"]] == ["plan2.png"]


def test_who_withdraws_may_begin_again_but_not_once_selected() -> None:
    """A place is given back elsewhere."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application = submitted(call, user, firm).application
    withdraw_application(application, by=user)
    assert Application.objects.get().state == "withdrawn"
    again = start_application(call, by=user, organisation=firm)
    assert again != application
    Application.objects.filter(pk=again.pk).update(state="selected", number=9, submitted_at=timezone.now())
    with pytest.raises(PermissionDenied):
        withdraw_application(again, by=user)


def test_a_selection_that_holds_a_withdrawn_application_is_made_anew() -> None:
    """Nobody is selected who does not want to be."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application = submitted(call, user, firm).application
    selection = Selection.objects.create(call=call, sha256="0" * 64)
    withdraw_application(application, by=user)
    selection.refresh_from_db()
    assert selection.state == "replaced"


def test_a_new_form_takes_drafts_along(host_manager: User) -> None:
    """Answers stay under their code; what was submitted keeps its own form."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    version = submitted(call, user, firm)
    questions = [one for one in EVERY_KIND if one["code"] != "area"] + [asked("motto", "text", required=True)]
    form = set_form(call, questions, by=host_manager, number=1)
    assert form.number == 2
    assert set_form(call, questions, by=host_manager, number=2) == form
    with pytest.raises(Stale):
        set_form(call, questions[:-1], by=host_manager, number=1)
    application = Application.objects.get()
    assert (application.form, application.answers["area"]) == (form, "18")
    version.refresh_from_db()
    assert version.form.number == 1
    with pytest.raises(Incomplete) as caught:
        submit_application(application, by=user, version=application.version)
    assert set(caught.value.faults) == {"motto"}
    Call.objects.update(closes_at=timezone.now())
    with pytest.raises(ValidationError, match="closed"):
        set_form(call, EVERY_KIND, by=host_manager, number=2)


def test_only_the_side_that_leads_builds_the_form(guest_manager: User) -> None:
    """And it is no form without questions."""
    call = a_call_of_every_kind()
    with pytest.raises(PermissionDenied):
        set_form(call, EVERY_KIND, by=guest_manager, number=1)


def test_each_side_reads_its_own_applicants(user_of: object, open_border: None) -> None:
    """Of the other side's it knows that they applied to what is joint; of its persons only under consent."""
    call = a_call_of_every_kind(programme=a_programme("host", is_joint=True))
    alone = a_call_of_every_kind(programme=a_programme("host", is_joint=False))
    user, firm = an_applicant()
    ours = submitted(call, user, firm).application
    only_ours = submitted(alone, user, firm).application
    for_persons = a_call_for_persons()
    talent, person = a_talent()
    hers = submitted(for_persons, talent, None).application
    for role in ("manager", "auditor"):
        host, guest = user_of(role, "host"), user_of(role, "guest")  # type: ignore[operator]
        assert set(visible_applications(host)) == {ours, only_ours, hers}
        assert set(visible_applications(guest)) == {ours}
        assert can_read_answers(host, ours)
        assert not can_read_answers(guest, ours)
    for role in ("judge", "partner", "floor", "interpreter", "approver", "company", "talent"):
        assert not visible_applications(user_of(role, "host")).exists()  # type: ignore[operator]
    assert set(visible_applications(user)) == {ours, only_ours}
    assert set(visible_applications(talent)) == {hers}
    assert person.side == "host"
    crossed = a_person("host", crosses=True)
    Application.objects.filter(pk=hers.pk).update(person=crossed)
    assert hers in visible_applications(user_of("manager", "guest"))  # type: ignore[operator]


def test_nobody_but_staff_learns_how_far_the_evaluation_is(host_manager: User) -> None:
    """Eligible and scored read alike to applicants."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application = submitted(call, user, firm).application
    shown = []
    for state in ("eligible", "scored"):
        application.state = state
        shown.append((state_shown(application, user), state_shown(application, host_manager)))
    assert shown[0][0] == shown[1][0] == ("in screening", "river")
    assert shown[0][1] != shown[1][1]


def test_the_log_holds_no_answers() -> None:
    """An application may name people."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    withdraw_application(submitted(call, user, firm, company="Canary").application, by=user)
    said = str(list(LogEntry.objects.values_list("changes", "reason")))
    assert LogEntry.objects.filter(verb="programmes.application_submitted").exists()
    assert "Canary" not in said
