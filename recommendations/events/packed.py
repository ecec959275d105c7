"""Rows of PostgreSQL as numpy records: the server strings them together block by block, so memory stays bounded.

The driver hands over one value per block instead of one per row and column; what an ORM does row by row in Python
happens in the server, in the binary form that its own send functions write.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import psycopg
from django.db import connection
from psycopg.adapt import Loader
from psycopg.pq import Format

PAGES_PER_BLOCK = 512
"""Four megabytes of table, about 50,000 ratings, which are held more than once while they come; eight take as long."""

OF_TABLE = """
    SELECT packed.* FROM generate_series(0, pg_relation_size('{table}') / current_setting('block_size')::int, {pages})
      AS first CROSS JOIN LATERAL (
        SELECT {packed} FROM {table}
        WHERE ctid >= format('(%%s,0)', first)::tid AND ctid < format('(%%s,0)', first + {pages})::tid AND {where}
      ) AS packed
"""
OF_QUERY = """
    SELECT {packed} FROM (SELECT *, row_number() OVER () AS place FROM ({query}) AS entry) AS numbered
    GROUP BY place >> 16
"""
SECONDS_BEFORE_2000 = 946_684_800
"""From the Unix epoch to PostgreSQL's, which counts microseconds."""

Records = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Packed:
    """One column: SQL of the type that `send` takes, and how numpy reads what it writes."""

    sql: str
    send: str
    kind: str


def whole(sql: str) -> Packed:
    return Packed(f"({sql})::int8", "int8send", ">i8")


def small(sql: str) -> Packed:
    return Packed(f"({sql})::int2", "int2send", ">i2")


def real(sql: str) -> Packed:
    return Packed(f"({sql})::float8", "float8send", ">f8")


def single(sql: str) -> Packed:
    return Packed(f"({sql})::float4", "float4send", ">f4")


def instant(sql: str) -> Packed:
    """Microseconds since 2000; `seconds_of` makes Unix seconds of them."""
    return Packed(sql, "timestamptz_send", ">i8")


def seconds_of(microseconds: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Unix seconds, rounded as PostgreSQL rounds."""
    return (microseconds.astype(np.int64) + 500_000) // 1_000_000 + SECONDS_BEFORE_2000


def records_of_table(
    *, table: str, columns: Mapping[str, Packed], where: str = "TRUE", parameters: Mapping[str, Any] | None = None
) -> Iterator[Records]:
    """The rows of a plain (not partitioned) table, a few megabytes of it at a time, in the order they lie there.

    `table`, `columns` and `where` are SQL of this code, never data.
    """
    statement = OF_TABLE.format(table=table, packed=_packed(columns), where=where, pages=PAGES_PER_BLOCK)
    return _records(statement, columns, parameters)


def records_of_query(
    *, query: str, columns: Mapping[str, Packed], parameters: Mapping[str, Any] | None = None
) -> Iterator[Records]:
    """The rows of any query, 65,536 at a time, in no order."""
    return _records(OF_QUERY.format(query=query, packed=_packed(columns)), columns, parameters)


def _packed(columns: Mapping[str, Packed]) -> str:
    return f"string_agg({' || '.join(f'{column.send}({column.sql})' for column in columns.values())}, '')"


class _Unparsed(Loader):
    format = Format.BINARY

    def load(self, data: Any) -> bytes:
        return bytes(data)


def _records(statement: str, columns: Mapping[str, Packed], parameters: Mapping[str, Any] | None) -> Iterator[Records]:
    kind = np.dtype([(name, column.kind) for name, column in columns.items()])
    connection.ensure_connection()
    raw = cast("psycopg.Connection[Any]", connection.connection)
    with psycopg.Cursor(raw) as cursor:
        cursor.adapters.register_loader("bytea", _Unparsed)
        for (block,) in cursor.stream(statement.encode(), parameters or {}, binary=True):
            if block is not None:
                yield np.frombuffer(block, dtype=kind)
