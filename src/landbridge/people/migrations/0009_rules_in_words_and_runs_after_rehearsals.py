"""What a rule covers is said by the code, in each language; a run follows one rehearsal, which may be dismissed."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

STATES = [("waiting", "waiting"), ("done", "done"), ("failed", "failed"), ("dismissed", "dismissed")]


class Migration(migrations.Migration):
    dependencies = [("people", "0008_persons_named_in_notices")]

    operations = [
        migrations.RemoveField("retentionrule", "what"),
        migrations.RemoveField("retentionrule", "counted_from"),
        migrations.AlterField("retentionrule", "basis", models.CharField("basis", blank=True, max_length=300)),
        migrations.AddField(
            "erasurerun",
            "rehearsal",
            models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="run", to="people.erasurerun"
            ),
        ),
        migrations.AlterField(
            "erasurerun", "state", models.CharField(choices=STATES, default="waiting", max_length=10)
        ),
    ]
