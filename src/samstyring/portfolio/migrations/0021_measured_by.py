import django.db.models.deletion
from django.db import migrations, models

WAYS = [("signed_in", "signed in"), ("link", "by one-question link"), ("registered", "registered by the secretariat"), ("taken_over", "taken over")]  # fmt: skip


def write(apps, schema_editor):
    """Say of what was measured before that it was done signed in, by whoever wrote it, on that day."""
    from django.db.models.functions import Coalesce, TruncDate

    from samstyring.kernel.clock import OSLO

    rows = apps.get_model("portfolio.BenefitMeasurement").objects
    name = apps.get_model("parties.Person").objects.filter(pk=models.OuterRef("by")).values("name")
    rows.update(
        answered_by=Coalesce(models.Subquery(name), models.Value("")), answered_on=TruncDate("at", tzinfo=OSLO)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0003_returned_letters"),
        ("portfolio", "0020_programme_ends"),
    ]

    operations = [
        migrations.AddField("benefitmeasurement", "answered_by", models.CharField(default="", max_length=200), preserve_default=False),
        migrations.AddField("benefitmeasurement", "answered_as", models.CharField(blank=True, max_length=200)),
        migrations.AddField("benefitmeasurement", "answered_on", models.DateField(null=True)),
        migrations.AddField("benefitmeasurement", "way", models.CharField(choices=WAYS, default="signed_in", max_length=12), preserve_default=False),
        migrations.AddField("benefitmeasurement", "evidence", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.document")),
        migrations.AddField("benefitmeasurement", "file", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.document")),
        migrations.RunPython(write, migrations.RunPython.noop),
        migrations.AlterField("benefitmeasurement", "answered_on", models.DateField()),
        migrations.AddConstraint("benefitmeasurement", models.CheckConstraint(condition=models.Q(models.Q(("way", "registered"), _negated=True), ("evidence__isnull", False), _connector="OR"), name="benefit_measurement_registered_has_evidence")),
    ]
