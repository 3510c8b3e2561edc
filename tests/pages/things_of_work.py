"""Agreements, approvals, programmes and all that follows from them, for the walk through every page.

``of_manager`` makes what the staff of a side have before them, and ``OF_OTHERS``, by role, what each of the others has:
by route what its address wants. What they hold is full: long names, three scripts, every state of a list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from landbridge.agreements.actions.files import add_file
from landbridge.agreements.models import Representative
from landbridge.base.documents import keep_document
from landbridge.base.files.kinds import IMAGES
from landbridge.people.models import Role, User
from landbridge.programmes.actions.calls import publish_call
from landbridge.programmes.actions.kinds import seed_kinds
from landbridge.programmes.models import Application, ApplicationFile, Assignment, Participation, RequiredDocument
from tests.agreements.approving import a_document, an_office, asked, full, given_in, with_kind
from tests.agreements.made import a_draft as a_draft_agreement
from tests.agreements.made import a_report, a_tie, an_approved, an_exchange, both_bodies, other_manager, signed_quickly
from tests.base.hostile_files import picture
from tests.house.others import OTHERS, Places
from tests.programmes.applying import a_call_for_persons, a_draft, a_file, an_application_of, submitted
from tests.programmes.calls import a_call, a_programme, approver_of
from tests.programmes.rows import RULES, an_owed
from tests.programmes.rows import a_call as a_call_as_row
from tests.programmes.screening.facts import a_judge, approved
from tests.programmes.screening.under_way import a_screening, only_what_is_in


def of_manager(user: User) -> Places:
    """One of everything that both sides' staff, or a manager's own side, work at."""
    return _agreements(user) | _calls(user) | _screening(user)


def _to(names: str, **wanted: Any) -> Places:
    return dict.fromkeys(names.split(), wanted)


def _agreements(user: User) -> Places:
    signed = signed_quickly(promises=3, title_zh="战略合作协议", title_ko="전략적 협력 협약")
    promise = signed.obligations.select_related("agreement")[0]
    theirs = a_report(promise, other_manager(user), file=(picture("PNG"), "보고 报告.png"))
    draft = a_draft_agreement(user)
    draft_file = add_file(draft, by=user, content=picture("PNG"), name="회의록 会议纪要.png")
    reported = {"agreement_id": signed.pk, "obligation_id": promise.pk}
    tie = a_tie()
    return {
        **_to("agreements:agreement agreements:review", agreement_id=signed.pk),
        **_to("agreements:sign", agreement_id=an_approved().pk),
        **_to("agreements:edit agreements:file_add agreements:obligation_add", agreement_id=draft.pk),
        **_to("agreements:obligation_edit", agreement_id=draft.pk, obligation_id=draft.obligations.get().pk),
        **_to("agreements:file", agreement_id=draft.pk, file_id=draft_file.pk),
        **_to("agreements:obligation agreements:evidence_add", **reported),
        **_to("agreements:evidence_dispute agreements:evidence_file", **reported, evidence_id=theirs.pk),
        **_to("agreements:body agreements:body_edit", body_id=getattr(tie, user.side).pk),
        **_to("agreements:tie_edit agreements:tie_end", tie_id=tie.pk),
        **_to("agreements:tie_sign", tie_id=a_tie(kind="sister", state="proposed", signed_on=None).pk),
        **_to("agreements:exchange_edit", exchange_id=an_exchange(user.side).pk),
        **_to("agreements:approval agreements:approval_pdf", approval_id=asked(office := an_office(), full(office)).pk),
        **_to("agreements:approval_ask", kind=with_kind().code, subject_id=a_document(side=user.side).pk),
    }


def _calls(user: User) -> Places:
    seed_kinds()
    alone = publish_call(a_call(user, programme=a_programme(user, is_joint=False)), by=user)
    to_judge = a_call_as_row(rules=RULES)
    owed = _owed(user)
    return {
        **_to(
            "programmes:required_open programmes:required_hand_in",
            participation_id=owed.participation_id,
            owed_id=owed.pk,
        ),
        **_to("programmes:kind", kind_code="exhibition"),
        **_to("programmes:call", slug=alone.slug),
        **_to("programmes:programme programmes:programme_cancel", programme_id=alone.programme_id),
        **_to("programmes:call_withdraw", programme_id=alone.programme_id),
        **_to("programmes:call_rules programmes:rule_new programmes:rule_cap", call_id=to_judge.pk),
        **_to("programmes:rule_edit programmes:rule_remove", call_id=to_judge.pk, rule="export_limit"),
    }


def _screening(user: User) -> Places:
    call, staff = a_screening()
    held = call.applications.get(number=5)
    done, _staff = a_screening(judges=tuple(a_judge(f"done{number}") for number in range(3)))
    only_what_is_in(done)
    selection = approved(done, user, approver_of(user.side))
    return {
        **_to("programmes:screening_call programmes:ranking", call_id=call.pk),
        **_to("programmes:evaluator", evaluator_id=staff[0].pk),
        **_to("programmes:screened_application", application_id=held.pk),
        **_to("programmes:selection programmes:ranking_workbook", selection_id=selection.pk),
    }


def _owed(user: User, **more: Any) -> RequiredDocument:
    """A document that was handed in by somebody and is due still."""
    document = keep_document(picture("PNG"), "참가 계획서 参展计划书.png", by=user, kinds=IMAGES)
    return an_owed(user.side, document=document, **more)


def _company(user: User) -> Places:
    places = OTHERS[Role.COMPANY](user)
    application = Application.objects.get(pk=places["programmes:application_edit"]["application_id"])
    sent = submitted(a_call_as_row(), user, application.organisation).application
    place = places["programmes:participation"]["participation_id"]
    owed = _owed(user)
    RequiredDocument.objects.filter(pk=owed.pk).update(participation=place)
    return {
        **places,
        **_application(sent),
        **_to(
            "programmes:application_file",
            application_id=application.pk,
            file_id=ApplicationFile.objects.filter(application=application).latest("pk").pk,
        ),
        **_to("programmes:required_open programmes:required_hand_in", participation_id=place, owed_id=owed.pk),
    }


def _application(sent: Application) -> Places:
    return {
        **_to("programmes:application programmes:application_withdraw", application_id=sent.pk),
        **_to("programmes:application_version programmes:application_receipt", application_id=sent.pk, number=1),
    }


def _talent(user: User) -> Places:
    places = OTHERS[Role.TALENT](user)
    draft = a_draft(a_call_for_persons(user.side), user, None)
    file = a_file(draft, user)
    person = draft.person
    assert person is not None
    sent = an_application_of(user.side)
    Application.objects.filter(pk=sent.pk).update(person=person)
    taken = an_application_of(user.side)
    Application.objects.filter(pk=taken.pk).update(person=person, state="confirmed")
    owed = _owed(user)
    place = owed.participation
    Participation.objects.filter(pk=place.pk).update(application=taken, programme=taken.call.programme)
    at = {"participation_id": place.pk}
    return {
        **places,
        **_application(sent),
        **_to("programmes:application_edit programmes:application_review", application_id=draft.pk),
        **_to("programmes:application_file", application_id=draft.pk, file_id=file.pk),
        **_to("programmes:participation programmes:participation_withdraw", **at),
        **_to("programmes:required_open programmes:required_hand_in", **at, owed_id=owed.pk),
    }


def _judge(user: User) -> Places:
    call, _staff = a_screening(judges=(user, a_judge("second"), a_judge("third")))
    draft = Assignment.objects.get(evaluator__user=user, application__number=3)
    return {
        **_to("programmes:sheet", assignment_id=draft.pk),
        **_to("programmes:declare", call_id=call.pk),
    }


def _approver(user: User) -> Places:
    given_in(an_office(user.side))
    places = OTHERS[Role.APPROVER](user)
    return {**places, "agreements:approval_pdf": places["agreements:approval"]}


def _partner(user: User) -> Places:
    body = both_bodies()[user.side != "host"]
    Representative.objects.create(body=body, user=user)
    agreement = signed_quickly(promises=2, title_zh="战略合作协议")
    promise = agreement.obligations.all()[0]
    return {
        **_to("agreements:agreement", agreement_id=agreement.pk),
        **_to("agreements:obligation", agreement_id=agreement.pk, obligation_id=promise.pk),
        **_to("agreements:body", body_id=body.pk),
    }


#: What those have who are no managers and no auditors, by role.
OF_OTHERS: dict[Role, Callable[[User], Places]] = {
    Role.COMPANY: _company,
    Role.TALENT: _talent,
    Role.JUDGE: _judge,
    Role.APPROVER: _approver,
    Role.PARTNER: _partner,
}
