"""Rules of editors about rows and titles; the catalogue's stamp moves with them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_clips"),
        ("recommendations", "0006_digest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PageRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        choices=[("pin", "Pin"), ("boost", "Boost"), ("bury", "Bury"), ("ban", "Ban")], max_length=8
                    ),
                ),
                (
                    "row",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "A kind of row, such as trending, or one row of it, such as genre:drama; empty for a title"
                        ),
                        max_length=120,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Of a pinned row, from the top: 0 is the first. A pinned title is the billboard",
                        null=True,
                    ),
                ),
                ("country", models.CharField(blank=True, help_text="ISO code; empty means everywhere", max_length=2)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, help_text="Empty: until somebody ends it", null=True)),
                ("reason", models.CharField(help_text="Why, for whoever finds this rule in a year", max_length=200)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.title",
                    ),
                ),
            ],
            options={
                "ordering": ("-starts_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("row", ""), ("title__isnull", False)),
                            models.Q(models.Q(("row", ""), _negated=True), ("title__isnull", True)),
                            _connector="OR",
                        ),
                        name="rule_is_about_a_row_or_a_title",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action", "pin"), _negated=True),
                            ("row", ""),
                            ("position__isnull", False),
                            _connector="OR",
                        ),
                        name="pinned_row_has_a_position",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                        ),
                        name="rule_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER raise_stamp AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON recommendations_pagerule"
            " FOR EACH STATEMENT EXECUTE FUNCTION catalog_raise_stamp()",
            "DROP TRIGGER raise_stamp ON recommendations_pagerule",
        ),
    ]
