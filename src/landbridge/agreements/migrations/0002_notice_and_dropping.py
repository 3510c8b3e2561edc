"""Which side gave notice and when, so that nothing renews itself after it; which side asks to drop a promise."""


from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0001_start'),
        ('base', '0007_lexemes_stored'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='notice_by',
            field=models.CharField(blank=True, choices=[('host', 'Host'), ('guest', 'Guest')], max_length=10, verbose_name='notice given by'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='notice_on',
            field=models.DateField(blank=True, null=True, verbose_name='notice given on'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='drop_asked_by',
            field=models.CharField(blank=True, choices=[('host', 'Host'), ('guest', 'Guest')], max_length=10, verbose_name='asks to drop it'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('notice_by', ''), ('notice_on', None)), models.Q(('notice_by__in', ('host', 'guest')), ('notice_on__isnull', False)), _connector='OR'), name='notice_is_given_by_a_side_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_at', None), models.Q(('disputed_because', ''), ('withdrawn_at', None)), _connector='OR'), name='what_is_confirmed_is_not_disputed_or_withdrawn'),
        ),
    ]
