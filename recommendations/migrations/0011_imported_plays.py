from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0010_shown")]

    operations = [
        migrations.AlterField(
            model_name="playsession",
            name="origin",
            field=models.CharField(
                choices=[
                    ("row", "A row of a page"),
                    ("billboard", "The billboard"),
                    ("search", "Search"),
                    ("continue", "Continue Watching"),
                    ("next", "The episode before"),
                    ("letter", "The weekly letter"),
                    ("something", "Play Something"),
                    ("surprise", "Surprise me"),
                    ("ending", "What came after a title"),
                    ("begin", "A newcomer's first picks"),
                    ("direct", "A link or the title page"),
                    ("import", "An import: it was watched elsewhere"),
                ],
                default="direct",
                max_length=10,
            ),
        ),
    ]
