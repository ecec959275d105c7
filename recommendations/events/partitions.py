"""Monthly partitions of the tables that grow with every page view, made ahead of time and dropped when too old."""

from datetime import UTC, datetime

from django.db import connection

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
                if cursor.fetchone()[0] is None:
                    cursor.execute(
                        f"CREATE TABLE {name} PARTITION OF {table}"
                        f" FOR VALUES FROM ('{_month(number).isoformat()}') TO ('{_month(number + 1).isoformat()}')"
                    )
                    made.append(name)
    return made


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
