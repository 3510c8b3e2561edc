"""A selection as a subject of approvals: what is approved of it, who may ask, and what follows."""

from __future__ import annotations

from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.agreements.actions.subjects import SubjectKind, register_subject
from landbridge.base.access import allowed
from landbridge.base.text import LANGUAGES
from landbridge.people.models import User
from landbridge.programmes.actions.unsettling import SELECTION
from landbridge.programmes.models import Selection
from landbridge.programmes.queries.selections import content_of, still_stands, visible_selections
from landbridge.programmes.rules.screening import Can

State = Selection.State


def title_of(selection: Selection) -> dict[str, str]:
    """What the document is called, in each language."""
    titles = {}
    for language in LANGUAGES:
        with translation.override(language):
            name = selection.call.programme.name.read(language)[0]
            titles[language] = _("Selection: %(programme)s") % {"programme": name}
    return titles


def may_ask(user: User, selection: Selection) -> bool:
    """The managers of the side that leads ask for the decision on a proposal that still says what is so."""
    return allowed(user, Can.SELECT, selection.call) and selection.state == State.DRAFT and still_stands(selection)


def may_open(user: User, selection: Selection) -> bool:
    """Whether the selection's page is the reader's to open; an approver has the document and no more."""
    return visible_selections(user).filter(pk=selection.pk).exists()


def _moved(before: tuple[State, ...], after: State, selection: Selection) -> None:
    rows = Selection.objects.filter(pk=selection.pk, state__in=before)
    rows.update(state=after, version=F("version") + 1)


register_subject(
    SubjectKind(
        code=SELECTION,
        name=gettext_lazy("Selection"),
        model=Selection,
        content=content_of,
        title=title_of,
        url=lambda selection: reverse("programmes:selection", args=[selection.pk]),
        template="programmes/parts/selection_content.html",
        may_ask=may_ask,
        asked=lambda selection, _approval: _moved((State.DRAFT,), State.DECIDING, selection),
        approved=lambda selection, _approval: _moved((State.DECIDING,), State.APPROVED, selection),
        returned=lambda selection, _approval: _moved((State.DECIDING, State.APPROVED), State.DRAFT, selection),
        may_open=may_open,
    )
)
