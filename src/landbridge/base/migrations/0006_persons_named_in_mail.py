"""Mail that names somebody else goes when they are erased."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0005_documents_about_a_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailMention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_number", models.BigIntegerField(db_index=True)),
                (
                    "mail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="base.outgoingmail"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("mail", "person_number"), name="one_mail_mention_each")
                ],
            },
        ),
    ]
