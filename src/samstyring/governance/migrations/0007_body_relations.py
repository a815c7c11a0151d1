"""Which secretariat serves a body, and which body it prepares cases for: written from the charter as it was given."""

import tomllib

import django.db.models.deletion
from django.db import migrations, models


def write(apps, schema_editor):
    edition = apps.get_model('charter', 'Edition').objects.order_by('-in_force_from', '-number').first()
    if edition is None:
        return
    Body = apps.get_model('governance.Body')
    bodies = {body.key: body for body in Body.objects.all()}
    for row in tomllib.loads(edition.source).get('body', []):
        body = bodies.get(row['key'])
        if body is not None:
            body.secretary = bodies.get(row.get('secretary'))
            body.prepares_for = bodies.get(row.get('prepares_for'))
            body.save(update_fields=['secretary', 'prepares_for'])


class Migration(migrations.Migration):

    dependencies = [
        ('charter', '0001_initial'),
        ("governance", "0007_account_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name='body',
            name='prepares_for',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='prepared_by', to='governance.body'),
        ),
        migrations.AddField(
            model_name='body',
            name='secretary',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='serves', to='governance.body'),
        ),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
