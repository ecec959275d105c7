"""Shortlists: the best titles of each profile, written in bulk."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import recommendations.models.shortlist


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("recommendations", "0004_tuning"),
    ]

    operations = [
        migrations.CreateModel(
            name="Shortlist",
            fields=[
                (
                    "profile",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.profile",
                    ),
                ),
                ("digest", models.CharField(help_text="Of the model version that ranked them", max_length=64)),
                (
                    "title_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                (
                    "scores",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=recommendations.models.shortlist.SingleField(), size=None
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["digest"], name="shortlist_of_version")],
            },
        ),
    ]
