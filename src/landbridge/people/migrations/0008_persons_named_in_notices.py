"""Notices that name somebody else go when they are erased."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_requests_by_letter"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeMention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_number", models.BigIntegerField(db_index=True)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="people.notice"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "person_number"), name="one_notice_mention_each")
                ],
            },
        ),
    ]
