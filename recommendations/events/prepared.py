"""The statements that every page asks: planned once per connection, and answered in binary.

They are long, and PostgreSQL takes more time to plan them than to answer them: of the state a page depends on ten times
as much, of a taste twice. In binary, an instant is a number that C reads, and no text that Python parses.
"""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection


class PreparedCursor(psycopg.Cursor[tuple[Any, ...]]):
    """Parameters travel beside the statement, which is prepared when a connection first executes it.

    Where the settings give the connection no `prepare_threshold`, as for a pooler, it is planned every time.
    """

    def execute(self, query: Any, params: Any = None, **_options: Any) -> "PreparedCursor":
        return super().execute(query, params, prepare=True, binary=True)


def rows_of(statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of a statement with named parameters; counted, logged and refused as any other statement of Django's.

    The statement must be the same text every time: a connection keeps a hundred, and forgets the eldest.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with connection.wrap_database_errors, make(PreparedCursor(connection.connection)) as cursor:  # type: ignore[arg-type]
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
