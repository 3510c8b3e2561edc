"""Who stands in the line of a document; what is said to it; who decides in whose place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models import ApprovalStep
from landbridge.agreements.queries.approvals import approvers_of, members_of
from landbridge.agreements.queries.subjects import registered
from landbridge.agreements.rules.rights import today_on
from landbridge.base.rows_field import RowsField
from landbridge.people.models import Role, User

Duty, Manner = ApprovalStep.Duty, ApprovalStep.Manner


class LineForm(forms.Form):
    """The line of a document, of one's own side: reviewers and those consulted as needed, and who approves."""

    reviewers = RowsField(
        User.objects.none(),
        label=_("Reviewers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They look at it one after the other, before anybody else."),
    )
    consulted = RowsField(
        User.objects.none(),
        label=_("To be consulted"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They answer side by side, before it is approved."),
    )
    first_approver = forms.ModelChoiceField(
        User.objects.none(),
        label=_("First approver"),
        required=False,
        help_text=_("Only where two approve, one after the other."),
    )
    approver = forms.ModelChoiceField(User.objects.none(), label=_("Approver"), help_text=_("The last word."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members, approvers = members_of(user.side).exclude(pk=user.pk), approvers_of(user.side).exclude(pk=user.pk)
        _choose(self, "reviewers", members)
        _choose(self, "consulted", members)
        _choose(self, "first_approver", approvers)
        _choose(self, "approver", approvers)
        if not members.exists():
            del self.fields["reviewers"], self.fields["consulted"]

    def steps(self) -> list[tuple[ApprovalStep.Duty, User]]:
        """The line as the action wants it."""
        said = self.cleaned_data
        line = [(Duty.REVIEW, user) for user in said.get("reviewers", ())]
        line += [(Duty.CONSULT, user) for user in said.get("consulted", ())]
        line += [(Duty.DECIDE, user) for user in (said["first_approver"], said["approver"]) if user is not None]
        return line


class DecisionForm(forms.Form):
    """What is said to a document; whoever sends it back has to say why."""

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where you send it back. It stays in the trail."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class DelegationForm(forms.Form):
    """Who decides in whose place, in what right, for which documents, and for how long."""

    of = forms.ModelChoiceField(User.objects.none(), label=_("In the place of"))
    to = forms.ModelChoiceField(User.objects.none(), label=_("Decides"))
    manner = forms.ChoiceField(label=_("In what right"), widget=forms.RadioSelect)
    subject_kinds = forms.MultipleChoiceField(
        label=_("For which documents"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: for all."),
    )
    from_on = forms.DateField(label=_("Begins on"), widget=forms.DateInput(attrs={"type": "date"}))
    until_on = forms.DateField(
        label=_("Ends on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Needed for an absence. Delegated authority without an end holds until it is taken back."),
    )
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"from_on": today_on(user.side), "of": user.pk})
        super().__init__(*args, **kwargs)
        superiors = approvers_of(user.side)
        _choose(self, "of", superiors.filter(pk=user.pk) if user.role == Role.APPROVER else superiors)
        _choose(self, "to", members_of(user.side).exclude(pk=user.pk))
        self.fields["manner"].choices = [  # type: ignore[attr-defined]
            (Manner.ABSENT, gettext("For an absent superior: they see afterwards what was decided.")),
            (Manner.DELEGATED, gettext("By delegated authority: such documents end here, and don’t go further up.")),
        ]
        self.fields["subject_kinds"].choices = kinds_in_words()  # type: ignore[attr-defined]


def kinds_in_words() -> Sequence[tuple[str, str]]:
    """The kinds of documents that can be approved, named in the reader's language."""
    return sorted(((code, str(kind.name)) for code, kind in registered.items()), key=lambda kind: kind[1])


def _choose(form: forms.Form, name: str, users: QuerySet[User]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
    field.queryset = users.order_by("name", "pk")
