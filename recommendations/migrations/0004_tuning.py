"""Searches for settings, replays of reward tables, and the settings that were chosen."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0003_play_sessions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("skipped", "Nothing to learn from"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(default=0, help_text="Times it was taken up since it last got on"),
                ),
                (
                    "owner",
                    models.CharField(blank=True, help_text="Host and process that holds the lease", max_length=120),
                ),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cutoff",
                    models.DateTimeField(blank=True, help_text="Nothing after this instant was looked at", null=True),
                ),
                ("progress", models.FloatField(default=0, help_text="0 to 1")),
                ("step", models.CharField(blank=True, help_text="What it is doing now, in words", max_length=120)),
                ("verdict", models.TextField(blank=True, help_text="What came of it, in words")),
                ("error", models.TextField(blank=True)),
                ("estimator", models.CharField(help_text="The estimator's key", max_length=40)),
                ("trials", models.PositiveSmallIntegerField(help_text="How many settings are drawn")),
                ("measure", models.CharField(blank=True, help_text="What the scores are", max_length=20)),
                (
                    "plan",
                    models.JSONField(
                        default=list, help_text="Per rung: the share of viewers learned from, and how many draws"
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EstimatorSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("estimator", models.CharField(help_text="The estimator's key", max_length=40)),
                (
                    "config",
                    models.JSONField(default=dict, help_text="Field to value; absent fields take the built-in default"),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("is_active", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="recommendations.searchrun",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "estimator settings",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="SearchTrial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rung", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("config", models.JSONField(help_text="Searched fields by name")),
                ("share", models.FloatField(help_text="Share of the viewers that were learned from")),
                ("begun", models.PositiveSmallIntegerField(default=0, help_text="Times that a worker began it")),
                ("score", models.FloatField(blank=True, null=True)),
                ("seconds", models.FloatField(blank=True, null=True)),
                ("failure", models.TextField(blank=True)),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tried",
                        to="recommendations.searchrun",
                    ),
                ),
            ],
            options={
                "ordering": ("search", "rung", "number"),
            },
        ),
        migrations.CreateModel(
            name="RewardReplay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("skipped", "Nothing to learn from"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(default=0, help_text="Times it was taken up since it last got on"),
                ),
                (
                    "owner",
                    models.CharField(blank=True, help_text="Host and process that holds the lease", max_length=120),
                ),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cutoff",
                    models.DateTimeField(blank=True, help_text="Nothing after this instant was looked at", null=True),
                ),
                ("progress", models.FloatField(default=0, help_text="0 to 1")),
                ("step", models.CharField(blank=True, help_text="What it is doing now, in words", max_length=120)),
                ("verdict", models.TextField(blank=True, help_text="What came of it, in words")),
                ("error", models.TextField(blank=True)),
                ("result", models.JSONField(blank=True, default=dict)),
                (
                    "against",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="recommendations.rewardtable",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replays",
                        to="recommendations.rewardtable",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="recommendations.modelversion",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("progress__gte", 0), ("progress__lte", 1)),
                        name="replay_progress_is_a_share",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="searchrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__gte", 0), ("progress__lte", 1)), name="search_progress_is_a_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="estimatorsettings",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_active", True)), fields=("estimator",), name="one_active_settings_per_estimator"
            ),
        ),
        migrations.AddConstraint(
            model_name="searchtrial",
            constraint=models.UniqueConstraint(fields=("search", "rung", "number"), name="one_trial_per_rung"),
        ),
    ]
