"""What follows for applications and selections when sheets come in, are taken back or count no longer.

A selection's approval would be void at its decision anyhow, as the digest is another; saying so at once spares those
who decide the reading.
"""

from __future__ import annotations

from django.db import transaction

from landbridge.agreements.actions.approvals import void_approvals
from landbridge.base.log import record
from landbridge.people.models import User
from landbridge.programmes.models import Application, Assignment, Call, Selection
from landbridge.programmes.wording.screening import UNSETTLED

#: A subject of approvals by this name; what it is stands in ``actions.selection_subject``.
SELECTION = "selection"
#: While an application is one of these it is before evaluators.
GIVEN = (Application.State.ELIGIBLE, Application.State.SCORED)
OPEN = (Selection.State.DRAFT, Selection.State.DECIDING, Selection.State.APPROVED)


@transaction.atomic
def unsettle_selection(call: Call, *, by: User | None, because: str) -> None:
    """Void the approval of a call's selection that is not announced, and let it be replaced by a new one.

    :param because: a code of ``wording.screening.UNSETTLED``.
    """
    for selection in Selection.objects.select_for_update().filter(call=call, state__in=OPEN):
        void_approvals(SELECTION, selection, by=by, because=UNSETTLED[because])
        Selection.objects.filter(pk=selection.pk).update(state=Selection.State.REPLACED, version=selection.version + 1)
        record("programmes.selection_replaced", selection, by=by, reason=because)


def settle_application(application: Application) -> None:
    """Whether an application is scored: it has a sheet that counts, and waits for none.

    Written past ``save``, so that nothing an applicant may see of the row tells when.
    """
    rows = Assignment.objects.filter(application=application)
    is_scored = (
        rows.filter(state=Assignment.State.SUBMITTED).exists()
        and not rows.filter(state=Assignment.State.ASSIGNED).exists()
    )
    Application.objects.filter(pk=application.pk, state__in=GIVEN).update(
        state=Application.State.SCORED if is_scored else Application.State.ELIGIBLE
    )
