from django.db import migrations, models

from landbridge.base.append_only import AppendOnly

ONE_SIDE = [("host", "Host"), ("guest", "Guest")]
SIDES = [("", "Neither side"), *ONE_SIDE]


def make_head(apps, schema_editor):
    """The chain begins with no entry; no release wrote one before."""
    apps.get_model("people", "AccessHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_sorted_names_and_renewed_consents"), ("people", "0003_every_role_is_granted")]

    operations = [
        migrations.CreateModel(
            "AccessHead",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_access_head")]},
        ),
        migrations.AddField(
            "accessentry",
            "side",
            models.CharField(
                blank=True,
                choices=SIDES,
                default="",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField("accessentry", "across", models.PositiveIntegerField(default=0)),
        migrations.AddField("accessentry", "hour", models.PositiveSmallIntegerField(null=True)),
        migrations.AddIndex("accessentry", models.Index(fields=["side", "at"], name="access_by_side")),
        migrations.AddIndex("accessentry", models.Index(fields=["actor", "at"], name="access_by_actor")),
        migrations.AddField(
            "accessreview",
            "side",
            models.CharField(choices=SIDES, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AlterField("accessreview", "month", models.DateField(verbose_name="month")),
        migrations.AddField("accessreview", "up_to", models.PositiveBigIntegerField(default=0), preserve_default=False),
        migrations.AddField("accessreview", "sha256", models.CharField(blank=True, max_length=64)),
        migrations.AlterModelOptions("accessreview", options={"ordering": ["-month"]}),
        migrations.AddConstraint(
            "accessreview", models.UniqueConstraint(fields=["side", "month"], name="one_access_review_each")
        ),
        migrations.AddField(
            "assessment",
            "side",
            models.CharField(choices=ONE_SIDE, default="host", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            "erasurerun",
            "side",
            models.CharField(choices=ONE_SIDE, default="host", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            "erasurerun",
            "state",
            models.CharField(
                choices=[("waiting", "waiting"), ("done", "done"), ("failed", "failed")],
                default="waiting",
                max_length=8,
            ),
        ),
        migrations.AddField(
            "erasurerun",
            "reason",
            models.CharField(default="", max_length=200, verbose_name="reason"),
            preserve_default=False,
        ),
        migrations.RunPython(make_head, migrations.RunPython.noop),
        AppendOnly("people_accessentry"),
        AppendOnly("people_accessreview"),
        AppendOnly("people_assessment"),
    ]
