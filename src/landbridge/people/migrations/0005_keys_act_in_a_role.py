import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_sides_of_the_records'),
    ]

    operations = [
        # No key was given out before: the default is never used.
        migrations.AddField(
            model_name='apitoken',
            name='grant',
            field=models.ForeignKey(default=0, on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to='people.grant'),
            preserve_default=False,
        ),
    ]
