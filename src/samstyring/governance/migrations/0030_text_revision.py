from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0029_dispatch_by_itself"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="text_revision",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="proposal",
            name="text_revision",
            field=models.PositiveIntegerField(default=1),
        ),
        # What was open while this was installed counts as begun on what is stored.
        migrations.RunSQL(
            "UPDATE governance_case SET text_revision = revision WHERE state IN ('draft', 'on_agenda')",
            migrations.RunSQL.noop,
        ),
    ]
