"""How long the agreement holds is what each edition of it says: an extension is a new edition."""

from django.db import migrations, models


def carry(apps, schema_editor):
    """Give each edition the end that its agreement had."""
    edition = apps.get_model("charter.Edition")
    for row in edition.objects.select_related("agreement"):
        edition.objects.filter(pk=row.pk).update(until=row.agreement.until)


class Migration(migrations.Migration):

    dependencies = [
        ("charter", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='until',
            field=models.DateField(null=True),
        ),
        migrations.RunPython(carry, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='agreement',
            name='agreement_ends_after_start',
        ),
        migrations.RemoveField(
            model_name='agreement',
            name='until',
        ),
    ]
