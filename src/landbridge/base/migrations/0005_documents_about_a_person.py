from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("base", "0004_mail_kind_and_purpose")]

    operations = [
        migrations.AddField("document", "person_number", models.BigIntegerField(blank=True, db_index=True, null=True)),
    ]
