"""Who keeps an organisation's profile, and who was invited to."""

from __future__ import annotations

from django.db.models import QuerySet

from landbridge.directory.models import Editorship, Organisation


def editors_of(organisation: Organisation) -> QuerySet[Editorship]:
    """Those who keep it now, and those whose invitation was not withdrawn."""
    rows = organisation.editorships.filter(ended_at=None, invitation__withdrawn_at=None)
    return rows.select_related("invitation__accepted_by").order_by("pk")
