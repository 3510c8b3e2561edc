"""The pages of applying: written with and without the script, looked over, submitted, read, withdrawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from landbridge.people.models import AccessEntry, User
from landbridge.programmes.models import Application, ApplicationFile, ApplicationVersion, Call
from tests.conftest import make_user
from tests.directory.facts import PNG
from tests.programmes.applying import (
    LIMIT,
    a_call_for_persons,
    a_call_of_every_kind,
    a_draft,
    a_talent,
    an_applicant,
    submitted,
)

pytestmark = pytest.mark.django_db
Sign = Callable[[User], Client]

TYPED: dict[str, Any] = {
    "company": "Ash Sensors",
    "number.number": "999-81-00000",
    "number.register": "brn",
    "exports.amount": "US$12.5m",
    "exports.currency": "USD",
    "booth": "own",
    "area": "18",
    "goals": ["news", "buyers"],
    "arrives": "2026-09-07",
    "story": "We make sensors.",
    "contacts.rows": "1",
    "contacts.0.who": "Kim",
    "contacts.0.years": "3.5",
    "terms": "1",
}


def body(answer: Any) -> str:
    """What a page says."""
    return str(answer.content.decode())


def test_from_the_call_to_the_receipt(client_of: Sign) -> None:
    """Begin, write, look over, submit; then the receipt, with the digest."""
    call, (user, firm) = a_call_of_every_kind(rules=LIMIT), an_applicant()
    client = client_of(user)
    assert "Ash" in body(client.get(f"/calls/{call.slug}/apply"))
    begun = client.post(f"/calls/{call.slug}/apply", {"organisation": firm.pk})
    application = Application.objects.get()
    assert begun["Location"] == f"/applications/{application.pk}/edit"
    page = body(client.get(begun["Location"]))
    assert 'value="999-81-00000"' in page
    sent = {**TYPED, "version": application.version, "review": "1"}
    reviewed = client.post(begun["Location"], sent)
    assert reviewed.status_code == 302, body(reviewed)
    review = body(client.get(reviewed["Location"]))
    assert "Exports of at most US$20 m" in review
    assert "12,500,000 USD" in review
    application.refresh_from_db()
    done = client.post(reviewed["Location"], {"version": application.version}, follow=True)
    assert "Version 1 was submitted" in body(done)
    receipt = client.get(f"/applications/{application.pk}/versions/1/receipt.pdf")
    assert receipt.content.startswith(b"%PDF")
    assert client.get(f"/applications/{application.pk}/versions/1/receipt.pdf").content == receipt.content


def test_a_draft_is_kept_as_it_is_typed(client_of: Sign) -> None:
    """The script learns when, what is asked now, and what is wrong; a colleague's change is told, not overwritten."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application, client = a_draft(call, user, firm), client_of(user)
    address = f"/applications/{application.pk}/draft"
    typed = {**TYPED, "number.number": "116-82-00277", "booth": "shared", "version": application.version}
    answer = client.post(address, typed).json()
    assert answer["version"] == application.version + 1
    assert "KST" in answer["said"]
    assert "area" not in answer["asked"]
    assert answer["faults"] == {
        "number": "The last digit, 7, does not fit the nine before it: at least one digit is mistyped. "
        "Compare them with the business registration certificate."
    }
    assert client.post(address, typed).status_code == 409
    stale = client.post(f"/applications/{application.pk}/edit", {**typed, "story": "Mine", "save": "1"})
    assert stale.status_code == 409
    assert "Mine" in body(stale)
    Call.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    late = client.post(address, {**typed, "version": application.version + 1, "story": "Late"}).json()
    assert "closed" in late["said"]
    assert Application.objects.get().answers["story"] == "Late"


def test_rows_and_files_without_the_script(client_of: Sign) -> None:
    """Every button keeps what was typed."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application, client = a_draft(call, user, firm), client_of(user)
    address = f"/applications/{application.pk}/edit"

    def send(**more: Any) -> str:
        version = Application.objects.get().version
        return body(client.post(address, {**TYPED, "version": version, **more}))

    assert 'name="contacts.1.who"' in send(row_add="contacts", story="Kept")
    assert Application.objects.get().answers["story"] == "Kept"
    assert 'name="contacts.1.who"' not in send(**{"row_remove": "contacts.0", "contacts.rows": "2"})
    plan = SimpleUploadedFile("plan.png", PNG)
    assert "plan.png" in send(upload="plan", plan=plan)
    row = ApplicationFile.objects.get()
    opened = client.get(f"/applications/{application.pk}/files/{row.pk}")
    assert "attachment" in opened["Content-Disposition"]
    page = send(upload="plan", plan=SimpleUploadedFile("plan.svg", b"<svg onload='x'></svg>"))
    assert "can be taken" in page
    assert "plan.png" not in send(file_remove=str(row.pk), save="1")
    assert not ApplicationFile.objects.exists()


def test_what_is_missing_is_named(client_of: Sign) -> None:
    """And nothing typed is lost."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application = a_draft(call, user, firm)
    sent = {**TYPED, "contacts.0.who": "", "version": application.version, "review": "1"}
    answer = client_of(user).post(f"/applications/{application.pk}/edit", sent)
    assert answer.status_code == 422
    assert "Contacts, row 1: Who" in body(answer)
    assert 'value="3.5"' in body(answer)


def test_who_submits_against_a_rule_says_that_they_know(client_of: Sign) -> None:
    """Then it is not eligible; an edit makes version 2, and the page shows what changed."""
    call, (user, firm) = a_call_of_every_kind(rules=LIMIT), an_applicant()
    application = a_draft(call, user, firm, exports={"amount": "20.5m", "currency": "USD"})
    client = client_of(user)
    review = f"/applications/{application.pk}/review"
    assert "I know that a condition is not met" in body(client.get(review))
    refused = client.post(review, {"version": application.version})
    assert refused.status_code == 422
    assert not ApplicationVersion.objects.exists()
    done = client.post(review, {"version": application.version, "although": "1"}, follow=True)
    assert "not eligible" in body(done)
    version = Application.objects.get().version
    client.post(f"/applications/{application.pk}/edit", {**TYPED, "version": version, "review": "1"})
    client.post(review, {"version": version + 1})
    changed = body(client.get(f"/applications/{application.pk}/versions/2"))
    assert "20,500,000 USD" in changed
    assert "12,500,000 USD" in changed
    assert Application.objects.get().state == "eligible"


def test_after_the_deadline_nothing_is_submitted_and_nothing_is_lost(client_of: Sign) -> None:
    """It says so, and shows what was written."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application, client = a_draft(call, user, firm), client_of(user)
    Call.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    answer = client.post(f"/applications/{application.pk}/review", {"version": application.version})
    assert answer.status_code == 422
    assert "closed" in body(answer)
    assert "We make" in body(answer)
    assert "not submitted in time" in body(client.get(f"/applications/{application.pk}"))
    assert "takes no applications" in body(client.get(f"/calls/{call.slug}/apply"))


def test_each_reads_what_is_theirs(client_of: Sign, user_of: Callable[..., User], open_border: None) -> None:
    """The other side's staff the name and the state; another company nothing; of a person only under consent."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    one = submitted(call, user, firm, story="Canary").application
    other, _firm = an_applicant(name="elm")
    talent, _person = a_talent()
    hers = submitted(a_call_for_persons(), talent, None, story="Canary").application
    page = f"/applications/{one.pk}"
    for reader in (user, user_of("manager"), user_of("auditor")):
        assert "Canary" in body(client_of(reader).get(page))
    guest = client_of(user_of("manager", "guest"))
    assert "Canary" not in body(guest.get(page))
    assert "Ash" in body(guest.get("/applications/"))
    assert guest.get(f"{page}/versions/1").status_code == 404
    assert guest.get(f"/applications/{hers.pk}").status_code == 404
    for stranger in (other, talent):
        assert client_of(stranger).get(page).status_code == 404
    assert client_of(user_of("manager")).get(f"/applications/{hers.pk}").status_code == 200
    assert AccessEntry.objects.filter(route="programmes:application", count=1).exists()


def test_the_list_is_taken_away_in_a_file(client_of: Sign, host_manager: User) -> None:
    """With the answers where it is of one call, and no formula in it."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    submitted(call, user, firm, company="=1+1")
    client = client_of(host_manager)
    assert "1 application goes" in body(client.get(f"/applications/export?call={call.pk}"))
    answer = client.post(f"/applications/export?call={call.pk}", {"format": "csv"})
    assert "'=1+1" in answer.content.decode("utf-8-sig")
    assert client.post("/applications/export", {"format": "xlsx"}).content.startswith(b"PK")
    assert "nothing to export" in body(client.get("/applications/export?state=settled"))


def test_an_application_is_withdrawn_after_a_question(client_of: Sign) -> None:
    """Then it can't be written any more."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    application, client = submitted(call, user, firm).application, client_of(user)
    assert "Why do you withdraw" in body(client.get(f"/applications/{application.pk}/withdraw"))
    client.post(f"/applications/{application.pk}/withdraw", {"reason": "date"})
    assert Application.objects.get().state == "withdrawn"
    assert client.get(f"/applications/{application.pk}/edit").status_code == 404


def test_an_applicant_sees_no_difference_by_how_far_the_evaluation_is(client_of: Sign) -> None:
    """Byte by byte, on every page and in every answer; the office sees one, which shows that the look is sharp."""
    call, (user, firm) = a_call_of_every_kind(), an_applicant()
    one = submitted(call, user, firm).application
    Call.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    page = f"/applications/{one.pk}"
    below = ("", "/edit", "/review", "/withdraw", "/versions/1", "/versions/1/receipt.pdf")
    paths = [*(f"{page}{tail}" for tail in below), f"/calls/{call.slug}/apply", f"/calls/{call.slug}"]
    paths += ["/applications/", "/applications/?state=scored", "/applications/?state=eligible", "/"]

    def seen(reader: User) -> list[tuple[int, bytes]]:
        client, found = client_of(reader), []
        for path in paths:
            answer = client.get(path)
            found.append((answer.status_code, re.sub(rb"\b[0-9A-Za-z_-]{22,}\b", b"", answer.content)))
        return found

    client_of(user).get(f"{page}/versions/1/receipt.pdf")
    worlds, office = [], []
    manager = make_user("office@test.example")
    for state in ("eligible", "scored"):
        Application.objects.update(state=state)
        worlds.append(seen(user))
        office.append(seen(manager))
    assert worlds[0] == worlds[1]
    assert office[0] != office[1]
    sent = {**TYPED, "version": Application.objects.get().version}
    answers = []
    for state in ("eligible", "scored"):
        Application.objects.update(state=state, version=sent["version"])
        answers.append(client_of(user).post(f"{page}/draft", sent).status_code)
    assert answers == [200, 200]
