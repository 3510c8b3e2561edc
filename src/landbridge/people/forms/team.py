"""Giving roles, and finding somebody in the team."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.people.models import Role, User
from landbridge.people.queries.grants import open_grants


class RoleForm(forms.Form):
    """A further role for somebody, of those they do not hold."""

    role = forms.ChoiceField(label=_("Further role"))

    def __init__(self, data: Any = None, *, user: User, side: str) -> None:
        super().__init__(data)
        held = set(open_grants(user).filter(side=side).values_list("role", flat=True))
        field = cast("forms.ChoiceField", self.fields["role"])
        field.choices = [(value, label) for value, label in Role.choices if value not in held]


class TeamSearch(forms.Form):
    """Whom of the team to show. What can't be read narrows nothing."""

    find = forms.CharField(label=_("Name or e-mail address"), max_length=100, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("All roles")), *Role.choices], required=False)
