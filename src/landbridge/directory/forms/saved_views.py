"""A saved list: what it is called, and whether it is opened first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.directory.models import SavedView
from landbridge.people.models import User


class SavedViewForm(forms.ModelForm[SavedView]):
    """``user`` is its owner, who calls no two lists the same."""

    class Meta:
        model = SavedView
        fields = ("name", "is_default")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_name(self) -> str:
        """A name not used yet."""
        name = str(self.cleaned_data["name"]).strip()
        if SavedView.objects.filter(user=self._user, name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("You have a list called “%(name)s” already."), params={"name": name})
        return name
