"""Comments on amendments say who gave them in the words that all answers share."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("charter", "0007_amendment_notices"),
    ]

    operations = [
        migrations.RenameField("amendmentcomment", "said_by", "answered_by"),
        migrations.RenameField("amendmentcomment", "said_as", "answered_as"),
        migrations.RenameField("amendmentcomment", "said_on", "answered_on"),
        migrations.AlterModelOptions(
            name='commentfor',
            options={'ordering': ['organisation__sort_key']},
        ),
        migrations.AlterField(
            model_name='amendmentanswer',
            name='way',
            field=models.CharField(choices=[('signed_in', 'signed in'), ('link', 'by one-question link'), ('registered', 'registered by the secretariat'), ('taken_over', 'taken over')], max_length=12),
        ),
        migrations.AlterField(
            model_name='amendmentcomment',
            name='way',
            field=models.CharField(choices=[('signed_in', 'signed in'), ('link', 'by one-question link'), ('registered', 'registered by the secretariat'), ('taken_over', 'taken over')], max_length=12),
        ),
    ]
