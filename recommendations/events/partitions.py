"""Monthly partitions of the tables that grow with every page view, made ahead of time and dropped when too old."""

import logging
from datetime import UTC, datetime

from django.db import IntegrityError, connection, transaction

logger = logging.getLogger(__name__)

MONTHLY_TABLES = ("recommendations_impression", "recommendations_servedpage")
MONTHS_AHEAD = 2


def _month(number: int) -> datetime:
    """The first instant of the month that is `number` months after year 0."""
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)


def ensure_partitions(*, now: datetime) -> list[str]:
    """Make the partitions of this month and the next two; returns the names of those that were missing."""
    made = []
    this_month = now.astimezone(UTC).year * 12 + now.astimezone(UTC).month - 1
    with connection.cursor() as cursor:
        for table in MONTHLY_TABLES:
            for number in range(this_month, this_month + MONTHS_AHEAD + 1):
                name = f"{table}_{_month(number):%Y_%m}"
                cursor.execute("SELECT to_regclass(%s)", [name])
                if cursor.fetchone()[0] is None and _make(table, name, number):
                    made.append(name)
    return made


def _make(table: str, name: str, number: int) -> bool:
    """Make one month's partition; a month that already has rows in the default partition stays there."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS {name} PARTITION OF {table}"
                f" FOR VALUES FROM ('{_month(number).isoformat()}') TO ('{_month(number + 1).isoformat()}')"
            )
    except IntegrityError:
        logger.warning("Rows of %s are in the default partition already, where they work as well.", name)
        return False
    return True


def drop_old_partitions(*, now: datetime, keep_months: int) -> list[str]:
    """Drop whole months older than `keep_months`; returns the names of the dropped partitions."""
    oldest = now.astimezone(UTC).year * 12 + now.astimezone(UTC).month - 1 - keep_months
    dropped = []
    with connection.cursor() as cursor:
        for table in MONTHLY_TABLES:
            cursor.execute(
                "SELECT child.relname FROM pg_inherits"
                " JOIN pg_class child ON child.oid = inhrelid WHERE inhparent = %s::regclass",
                [table],
            )
            for (name,) in cursor.fetchall():
                suffix = name.removeprefix(table + "_")
                if suffix != "default" and suffix < f"{_month(oldest):%Y_%m}":
                    cursor.execute(f"DROP TABLE {name}")
                    dropped.append(name)
    return dropped
