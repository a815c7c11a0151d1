"""Numbers keep the form in which they were given: the rows that have one get the co-operation's form written in."""

from django.db import migrations, models


def write(apps, schema_editor):
    cooperation = apps.get_model('charter', 'Cooperation').objects.first()
    form = cooperation.number_format if cooperation else '{body} {number}/{yy}'
    for name in ('AgendaItem', 'Decision'):
        model = apps.get_model('governance', name)
        rows = list(model.objects.exclude(number=None).only('pk', 'body_key', 'year', 'number'))
        for row in rows:
            row.number_written = form.format(
                body=row.body_key, number=row.number, yy=f'{row.year % 100:02d}', year=row.year
            )
        model.objects.bulk_update(rows, ['number_written'], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("charter", "0001_initial"),
        ("governance", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='number_written',
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='decision',
            name='number_written',
            field=models.CharField(default='', max_length=60),
            preserve_default=False,
        ),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
