"""How many rows a queryset has, as a column of another query: several counts in one question to the database.

User.objects.annotate(notices=RowCount(unread), documents=RowCount(waiting))
"""

from __future__ import annotations

from django.db.models import IntegerField, Subquery


class RowCount(Subquery):
    """The number of rows of a queryset, whatever it groups, joins or makes distinct; 0 if there are none."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
