"""What the database itself says points at accounts and profiles, and one row in each of those tables."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from accounts.models import Profile, User
from tests.factories.catalog import a_title
from tests.factories.rows import a_row_of

# Of a partitioned table only the parent is asked for; its partitions are reached through it.
KEYS = """
SELECT source.relname, column_.attname, target.relname
FROM pg_constraint AS key
JOIN pg_class AS source ON source.oid = key.conrelid
JOIN pg_class AS target ON target.oid = key.confrelid
JOIN pg_attribute AS column_ ON column_.attrelid = key.conrelid AND column_.attnum = key.conkey[1]
WHERE key.contype = 'f' AND target.relname IN ('accounts_user', 'accounts_profile') AND NOT source.relispartition
ORDER BY 1, 2
"""


def keys() -> list[tuple[str, str, str]]:
    """Table, column and target of every foreign key to an account or a profile, partitioned tables included."""
    with connection.cursor() as cursor:
        cursor.execute(KEYS)
        return [(table, column, target) for table, column, target in cursor.fetchall()]


def rows_that_point_at(*, user_id: int, profile_id: int) -> dict[str, int]:
    """How many rows of each `table.column` point at the account or the profile."""
    found = {}
    with connection.cursor() as cursor:
        for table, column, target in keys():
            wanted = user_id if target == "accounts_user" else profile_id
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}" = %s', [wanted])
            found[f"{table}.{column}"] = cursor.fetchone()[0]
    return found


def model_of(table: str) -> type[Model]:
    return next(model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)


def fill_every_table(*, user: User, profile: Profile) -> None:
    """One row of the account or the profile in every table with a key to either."""
    title = a_title()
    columns: dict[str, dict[str, Any]] = {}
    for table, column, target in keys():
        columns.setdefault(table, {})[column] = user if target == "accounts_user" else profile
    for table, owners in columns.items():
        model = model_of(table)
        if model is Profile:
            continue
        given = {model._meta.get_field(column.removesuffix("_id")).name: owner for column, owner in owners.items()}
        if any(field.name == "title" for field in model._meta.concrete_fields):
            given["title"] = title
        a_row_of(model, **given)
