"""A group that a body set up prepares cases for that body: those that were there before get it written down too."""

from django.db import migrations


def write_down(apps, schema_editor):
    body = apps.get_model(app_label="governance", model_name="Body")
    decision = apps.get_model(app_label="governance", model_name="Decision")
    for row in body.objects.filter(prepares_for=None, kind__in=["expert_group", "resource_group", "project_board"]):
        found = decision.objects.filter(basis_id=row.established_by_id).first()
        if found is not None and found.body_id != row.pk:
            row.prepares_for_id = found.body_id
            row.save(update_fields=["prepares_for"])


class Migration(migrations.Migration):
    dependencies = [("governance", "0018_advice")]
    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
