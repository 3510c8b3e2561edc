"""The register that documents take their numbers from: a row to hold, so that none is given twice or left out."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0002_notice_and_dropping'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApprovalBook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('host', 'Host'), ('guest', 'Guest')], max_length=10, verbose_name='side')),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('side', 'year'), name='one_book_a_side_and_year')],
            },
        ),
    ]
