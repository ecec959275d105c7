"""What the database holds, kept in memory, so that a dozen journeys need the demo brought in once."""

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

    def restore(self) -> None:
        """Put everything back as it was; needs a superuser, because no trigger and no foreign key may see it."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(self.tables)}")
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, columns in self.tables.items():
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    copy.write(self.rows[table])
            for sequence, value in self.sequences.items():
                cursor.execute("SELECT setval(%s, %s, %s)", [sequence, value or 1, value is not None])


def may_restore() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()
    return bool(row and row[0])
