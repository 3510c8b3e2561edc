"""A run of a programme's recommendations tells how far it is, and of each programme one is under way."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("matching", "0002_codes_of_indexed_items")]

    operations: ClassVar = [
        migrations.AddField("matchrun", "done", models.PositiveIntegerField(default=0)),
        migrations.AddField("matchrun", "total", models.PositiveIntegerField(default=0)),
        migrations.AddConstraint(
            "matchrun",
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="one_match_run_at_a_time_each",
            ),
        ),
    ]
