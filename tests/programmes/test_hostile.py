"""Texts that would act: in every column of agreements and programmes, on every page of theirs, in files and notices."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from landbridge.agreements.models import Agreement
from landbridge.base.models import OutgoingMail
from landbridge.base.text import LANGUAGES
from landbridge.directory.models import Organisation
from landbridge.people.models import Notice, User
from landbridge.programmes.actions.announcements import tell_result
from landbridge.programmes.models import Application, ApplicationVersion, CallText, FormVersion, Programme, Selection
from tests.agreements.made import a_report, a_representative, a_tie, an_exchange, in_force, promised
from tests.conftest import make_user
from tests.house.foreign import FOREIGN
from tests.house.routes import FILLING, routes
from tests.programmes.applying import a_call_of_every_kind, a_draft, a_talent, an_applicant, submitted
from tests.programmes.rows import a_call, a_firm, a_selection, an_application, an_editor
from tests.programmes.screening.facts import a_judge, given

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
XSS = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e{{ 7 }}"
SHORT = "<img src=x>"
ACTS = "javascript:alert(1)//"
MARKDOWN = f"{XSS}\n\n[go]({ACTS}) ![x](https://evil.example/x.png)\n\n<a href='{ACTS}'>x</a> <{ACTS}>"
#: Columns of codes, which no form lets anybody write into.
CODES = {"slug", "code", "rule", "question", "because", "zone", "country", "currency", "deposit_currency", "reason"}
CODES |= {"sha256", "source_sha256", "subject_kind", "key", "field"}
#: In JSON: what people write; the rest are codes and figures.
WRITTEN = {*LANGUAGES, "original", "who", "story", "company", "by_hand", "name", "text", "title"}
CELLS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1+1", "=cmd|' /C calc'!A0")


class Acting(HTMLParser):
    """What in a page would run, load or lead somewhere by itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        for name, value in attrs:
            said = (value or "").strip().lower()
            if name.startswith("on") or said.startswith("javascript:") or (name == "src" and said == "x"):
                self.found.append(f"{tag} {name}={said[:60]}")
            if name in {"src", "srcset"} and "evil.example" in said:
                self.found.append(f"{tag} {name}={said[:60]}")

    def handle_data(self, data: str) -> None:
        if self._script and "alert(1)" in data:
            self.found.append(f"script {data[:60]}")
        self._script = False


def poison() -> None:
    """Write what acts into every column of text in both apps, and into what people write in their JSON."""
    for label in ("agreements", "programmes"):
        for model in apps.get_app_config(label).get_models():
            _poison(model)
    Organisation.objects.update(name_en=XSS, name_ko="", name_zh="", region=XSS)
    User.objects.update(name=XSS)


def _poison(model: type[models.Model]) -> None:
    texts, trees = {}, []
    for field in model._meta.local_fields:
        if isinstance(field, models.JSONField):
            trees.append(field.name)
        elif isinstance(field, models.CharField | models.TextField) and not field.unique and not field.choices:
            room = field.max_length or 10_000
            if field.name not in CODES and room >= len(SHORT):
                is_link = isinstance(field, models.URLField)
                texts[field.name] = ACTS if is_link else MARKDOWN if room > 3_000 else XSS if room > 90 else SHORT
    for row in model._base_manager.all():
        changed: dict[str, Any] = {name: poisoned(getattr(row, name)) for name in trees}
        changed |= {name: text for name, text in texts.items() if getattr(row, name)}
        if changed:
            model._base_manager.filter(pk=row.pk).update(**changed)


def poisoned(value: Any, written: bool = False) -> Any:
    """A value of JSON with every text in it that people write replaced."""
    match value:
        case dict():
            return {key: poisoned(one, key in WRITTEN) for key, one in value.items()}
        case list():
            return [poisoned(one) for one in value]
        case str() if written and value:
            return XSS
    return value


def own_numbers(user: User) -> dict[str, Any]:
    """What the addresses want that are of both sides: an agreement in force with all that hangs on it."""
    agreement = in_force()
    promise = promised()
    report = a_report(promise, user)
    call = a_call()
    return {
        **FILLING,
        "agreement_id": agreement.pk,
        "obligation_id": promise.pk,
        "evidence_id": report.pk,
        "body_id": a_representative().body_id,
        "tie_id": a_tie().pk,
        "exchange_id": an_exchange().pk,
        "programme_id": call.programme_id,
        "call_id": call.pk,
        "slug": call.slug,
        "code": call.programme.kind.code,
    }


def answers(user: User, client: Client) -> Iterator[tuple[str, Any]]:
    """Every address of both apps that can be looked at, with what acts in all it shows."""
    own = own_numbers(user)
    for route in routes():
        if not route.name.startswith(("agreements:", "programmes:")):
            continue
        with transaction.atomic():
            made = FOREIGN[route.name](user) if route.name in FOREIGN else own
            if all(name in made for name in route.wants):
                poison()
                answer = client.get(reverse(route.name, kwargs={name: made[name] for name in route.wants}))
                if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                    yield route.name, answer
            transaction.set_rollback(True)


def test_nothing_acts_on_any_page(host_manager: User, client_of: ClientOf) -> None:
    shown = {name: answer.content.decode() for name, answer in answers(host_manager, client_of(host_manager))}
    assert {name: found for name, page in shown.items() if (found := Acting(page).found)} == {}
    hostile = [name for name, page in shown.items() if "&lt;script&gt;" in page or "&lt;img src=x" in page]
    assert len(hostile) > 50, sorted(set(shown) - set(hostile))  # the texts are there, as texts


def test_nothing_acts_for_those_who_apply_and_judge(client_of: ClientOf) -> None:
    editor, firm = an_applicant()
    call = a_call_of_every_kind()
    application = submitted(call, editor, firm).application
    draft = a_draft(a_call_of_every_kind(), editor, firm)
    researcher, person = a_talent()
    placed = an_application(a_call(), person=person, state="selected")
    judge = a_judge()
    judged = an_application(a_call(), an_applicant(name="elm")[1], state="eligible")
    assignment = given(judged, judge)
    for language in LANGUAGES:
        CallText.objects.create(
            call=call, language=language, title="x", summary="x", body="x", source_sha256="0" * 64,
            approved_at=timezone.now(), approved_by=editor,
        )  # fmt: skip
    poison()
    looks = [
        (editor, f"/applications/{application.pk}"),
        (editor, f"/applications/{application.pk}/versions/1"),
        (editor, "/applications/"),
        *((editor, f"/applications/{draft.pk}/{page}") for page in ("edit", "review", "withdraw")),
        (editor, reverse("programmes:apply", args=[call.slug])),
        (researcher, f"/applications/{placed.pk}"),
        (judge, reverse("programmes:marking")),
        (judge, reverse("programmes:sheet", args=[assignment.pk])),
        (judge, reverse("programmes:declare", args=[judged.call_id])),
        *((None, address) for address in ("/calls/", f"/calls/{call.slug}", "/programmes/calendar")),
    ]
    for user, address in looks:
        answer = (client_of(user) if user else Client()).get(address, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200, address
        assert Acting(page).found == [], address
        assert "&lt;" in page, address


def test_a_page_that_acted_would_be_found() -> None:
    page = "<p onclick=x><a href=' JavaScript:alert(1)'>x</a><script>alert(1)</script><img src=x>"
    assert len(Acting(page + "<img src='https://evil.example/x.png'>").found) == 5


def test_no_cell_of_applications_starts_a_formula(host_manager: User, client_of: ClientOf) -> None:
    call = a_call_of_every_kind()
    for number, said in enumerate(CELLS):
        firm = a_firm(name=said)
        application = an_application(call, firm, answers={"company": said, "story": said, "contacts": [{"who": said}]})
        assert application.number == number + 1
    Programme.objects.update(name_en=CELLS[0], name_ko="", name_zh="")
    client = client_of(host_manager)
    address = f"/applications/export?call={call.pk}"
    text = client.post(address, {"format": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == len(CELLS) + 1
    assert sum("1+1" in cell for row in rows for cell in row) >= 4 + len(CELLS)
    assert [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))] == []
    book = zipfile.ZipFile(io.BytesIO(client.post(address, {"format": "xlsx"}).content))
    sheets = "".join(book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/"))
    assert "<f>" not in sheets
    assert (
        "1+1" in sheets + book.read("xl/sharedStrings.xml").decode()
        if "xl/sharedStrings.xml" in book.namelist()
        else sheets
    )


def test_no_name_makes_a_second_header_or_a_link_of_a_notice(client_of: ClientOf) -> None:
    editor = make_user("editor@ash.example", role="company", language="en")
    firm = a_firm(name=XSS)
    an_editor(firm, editor)
    call = a_call()
    Programme.objects.update(name_en=f"Fair\r\nBcc: all@evil.example {XSS} {ACTS}"[:200], name_ko="", name_zh="")
    application = an_application(call, firm)
    selection = a_selection(call, [application])
    assert tell_result(Selection.objects.get(pk=selection.pk)) == 1
    mail, notice = OutgoingMail.objects.get(), Notice.objects.get()
    for subject in (mail.subject, notice.subject):
        assert not set("\r\n\u202e") & set(subject)
    assert "Bcc:" in mail.subject  # on its one line
    page = client_of(editor).get(reverse("inbox")).content.decode()
    assert "&lt;script&gt;" in page
    assert Acting(page).found == []


def test_nothing_turns_the_direction_of_a_page(host_manager: User, client_of: ClientOf) -> None:
    turned = "Plan \u202egnp.exe\u2066"
    agreement = in_force()
    Agreement.objects.update(title_en=turned, title_ko="", title_zh="")
    call = a_call()
    Programme.objects.update(name_en=turned, name_ko="", name_zh="", place=turned)
    FormVersion.objects.update(questions=[{"code": "who", "kind": "text", "label": {"en": turned}}])
    application = an_application(call, a_firm(name=turned))
    Application.objects.update(answers={"who": turned})
    ApplicationVersion.objects.update(answers={"who": turned})
    client = client_of(host_manager)
    for address in (
        f"/agreements/{agreement.pk}/",
        f"/applications/{application.pk}",
        f"/programmes/{call.programme_id}",
    ):
        page = client.get(address, follow=True).content.decode()
        main = page[page.index("<main") :]
        assert "gnp.exe" in main, address
        turning = [main[max(0, at - 80) : at + 20] for at, letter in enumerate(main) if letter in "\u202e\u2066"]
        assert turning == [], address
