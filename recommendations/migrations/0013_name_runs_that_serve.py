from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0012_outcomes")]

    operations = [
        migrations.AlterField(
            model_name="trainingrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Queued"),
                    ("running", "Running"),
                    ("promoted", "Done, began to serve"),
                    ("refused", "Done, refused by the gate"),
                    ("skipped", "Nothing to learn from"),
                    ("failed", "Failed"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
    ]
