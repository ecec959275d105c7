"""What the database holds, kept in memory, so that a dozen journeys need the demo brought in once."""

from typing import NamedTuple

from django.db import connection, transaction

# Partitions are written through the table that they belong to.
TABLES = """
SELECT quote_ident(relname), (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
                              WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
  AND relname <> 'django_migrations'
"""
SEQUENCES = "SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE schemaname = 'public'"


class Snapshot:
    """The rows of every table and the place of every sequence, at the moment of its making."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(TABLES)
            self.tables = dict(cursor.fetchall())
            cursor.execute(SEQUENCES)
            self.sequences = dict(cursor.fetchall())
            self.rows = {}
            for table, columns in self.tables.items():
                with cursor.copy(f"COPY (SELECT {columns} FROM {table}) TO STDOUT") as copy:
                    self.rows[table] = b"".join(bytes(block) for block in copy)
        self._marks = self._now()

    def restore(self) -> None:
        """Put back what is not as it was; needs a superuser, because no trigger and no foreign key may see it."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in self._changed():
                # Most tests only add, and then what they added is all that has to go.
                cursor.execute(f"DELETE FROM {table} WHERE xmin::text::bigint > %s", [self._marks[table].newest])
            for table in (again := self._changed()):
                cursor.execute(f"DELETE FROM {table}")
                with cursor.copy(f"COPY {table} ({self.tables[table]}) FROM STDIN") as copy:
                    copy.write(self.rows[table])
            for sequence, value in self.sequences.items():
                cursor.execute("SELECT setval(%s, %s, %s)", [sequence, value or 1, value is not None])
            now = self._now()
        self._marks |= {table: now[table] for table in again}

    def _changed(self) -> list[str]:
        now = self._now()
        return [table for table in self.tables if now[table] != self._marks[table]]

    def _now(self) -> dict[str, "Mark"]:
        each = " UNION ALL ".join(
            f"SELECT '{table}', count(*), coalesce(sum(xmin::text::bigint), 0), coalesce(max(xmin::text::bigint), 0)"
            f" FROM {table}"
            for table in self.tables
        )
        with connection.cursor() as cursor:
            cursor.execute(each)
            return {table: Mark(int(rows), int(written), int(newest)) for table, rows, written, newest in cursor}


class Mark(NamedTuple):
    """How many rows a table has, and the sum and the latest of the transactions that wrote them.

    Nothing that happens to a table leaves all three as they were: what inserts or updates is a later transaction than
    all before it, and what only deletes leaves fewer rows.
    """

    rows: int
    written: int
    newest: int


def may_restore() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()
    return bool(row and row[0])
