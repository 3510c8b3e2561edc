"""A request may come by letter; its clock runs from the day it came. Requests may be withdrawn."""

from __future__ import annotations

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_assessments_follow_each_other")]

    operations = [
        migrations.AddField(
            "subjectrequest",
            "came_by",
            models.CharField(
                "how it came",
                choices=[("page", "on this site"), ("letter", "by letter, mail or telephone")],
                default="page",
                max_length=6,
            ),
        ),
        migrations.AddField(
            "subjectrequest",
            "received_on",
            models.DateField("received", default=django.utils.timezone.localdate),
            preserve_default=False,
        ),
        migrations.AlterField(
            "subjectrequest",
            "state",
            models.CharField(
                "state",
                choices=[("open", "open"), ("done", "done"), ("refused", "refused"), ("withdrawn", "withdrawn")],
                default="open",
                max_length=10,
            ),
        ),
    ]
