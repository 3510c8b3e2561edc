import django.db.models.deletion
from django.db import migrations, models

from landbridge.base.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("people", "0005_keys_act_in_a_role")]

    operations = [
        # No assessment was written before this part of it was asked for: the default is never used.
        migrations.AddField(
            "assessment",
            "safeguards",
            models.TextField(default="", verbose_name="how the recipient keeps the data safe"),
            preserve_default=False,
        ),
        migrations.AddField(
            "assessment",
            "previous",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="following",
                to="people.assessment",
            ),
        ),
        migrations.AlterField(
            "assessment", "measures", models.TextField(verbose_name="measures, and whether they fit the risks")
        ),
        AppendOnly("people_assessment"),
    ]
