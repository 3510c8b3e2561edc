from django.db import migrations, models

from landbridge.base.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("people", "0002_persons_and_privacy")]

    operations = [
        *(
            migrations.AddField(
                "person", f"sort_{language}", models.CharField(blank=True, default="", editable=False, max_length=250),
                preserve_default=False,
            )
            for language in ("ko", "zh", "en")
        ),
        *(
            migrations.AddIndex(
                "person",
                models.Index(condition=models.Q(("erased_at", None)), fields=[f"sort_{code}", "id"], name=name),
            )
            for code, name in (("ko", "person_in_korean"), ("zh", "person_in_chinese"), ("en", "person_in_english"))
        ),
        migrations.RemoveField("privacynotice", "country"),
        migrations.AddField(
            "privacynotice", "countries",
            models.CharField(blank=True, default="", max_length=40, verbose_name="countries it goes to"),
            preserve_default=False,
        ),
        migrations.AddField(
            "privacynotice", "asks_again", models.BooleanField(default=False, verbose_name="needs a new consent")
        ),
        AppendOnly("people_privacynotice"),
    ]
