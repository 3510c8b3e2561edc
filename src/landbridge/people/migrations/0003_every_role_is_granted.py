"""People who could sign in before roles were granted one by one hold the role they act in."""

from typing import Any

from django.db import migrations, models

ROLES = ["manager", "company", "interpreter", "judge", "talent", "floor", "partner", "approver", "auditor"]


def grant(apps: Any, _schema_editor: Any) -> None:
    user_model, grant_model = apps.get_model("people", "User"), apps.get_model("people", "Grant")
    held = grant_model.objects.filter(ended_at=None).values("user")
    grant_model.objects.bulk_create(
        grant_model(user=user, role=user.role, side=user.side)
        for user in user_model.objects.exclude(role="").exclude(pk__in=held)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_persons_and_privacy'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='user', name='role_is_known'),
        migrations.AlterField(
            model_name='user',
            name='role',
            field=models.CharField(blank=True, choices=[('manager', 'Centre manager'), ('company', 'Company editor'), ('interpreter', 'Interpreter'), ('judge', 'Judge'), ('talent', 'Talent or researcher'), ('floor', 'Floor staff'), ('partner', 'Local-government partner'), ('approver', 'Approver'), ('auditor', 'Auditor')], default='manager', max_length=20, verbose_name='role'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['', *ROLES])), name='role_is_known'),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
