"""What was passed over, in words as it read that day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='passedover',
            name='words',
            field=models.CharField(default='', max_length=500),
            preserve_default=False,
        ),
    ]
