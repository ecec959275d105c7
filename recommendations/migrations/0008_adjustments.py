"""What profiles ask for outright: more or less of something, rows that stop, and starting afresh."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


def _key(to: str, *, null: bool = True) -> models.ForeignKey:
    return models.ForeignKey(null=null, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=to)


def _id() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("catalog", "0004_clips"),
        ("recommendations", "0007_page_rule"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                ("id", _id()),
                (
                    "wanted",
                    models.CharField(choices=[("more", "More"), ("less", "Less"), ("never", "Never")], max_length=8),
                ),
                ("set_at", models.DateTimeField()),
                ("genre", _key("catalog.genre")),
                ("mood", _key("catalog.mood")),
                ("person", _key("catalog.person")),
                ("profile", _key("accounts.profile", null=False)),
            ],
            options={
                "ordering": ("-set_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("profile", "genre", "mood", "person"),
                        name="one_adjustment_per_subject",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=Q(genre__isnull=False, mood__isnull=True, person__isnull=True)
                        | Q(genre__isnull=True, mood__isnull=False, person__isnull=True)
                        | Q(genre__isnull=True, mood__isnull=True, person__isnull=False),
                        name="adjustment_is_of_one_subject",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoppedRow",
            fields=[
                ("id", _id()),
                (
                    "row",
                    models.CharField(
                        help_text="A kind of row, such as trending, or one row, such as genre:drama", max_length=120
                    ),
                ),
                ("stopped_at", models.DateTimeField()),
                ("profile", _key("accounts.profile", null=False)),
            ],
            options={
                "ordering": ("-stopped_at", "-pk"),
                "constraints": [models.UniqueConstraint(fields=("profile", "row"), name="one_stop_per_row")],
            },
        ),
        migrations.AddField(
            model_name="tastestate",
            name="restarted_at",
            field=models.DateTimeField(
                blank=True, help_text="What was done up to here is kept, and recommends nothing any more", null=True
            ),
        ),
        migrations.AddField(
            model_name="tastestate",
            name="ignores_moments",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Hour, weekday and device have no say in what is recommended",
            ),
        ),
    ]
