"""Many rows into a table at once: COPY into a temporary table, then one statement that adds, changes or leaves."""

# ruff: noqa: S608  # Names of tables and columns come from this code, never from data.

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection


class Merged(NamedTuple):
    """How many rows came, and how many were not as they should be."""

    added: int = 0
    changed: int = 0

    def __add__(self, other: "Merged") -> "Merged":  # type: ignore[override]  # Sums are what it is for.
        return Merged(self.added + other.added, self.changed + other.changed)


@contextmanager
def unhurried() -> Iterator[None]:
    """Lift the time limits of web requests for this connection."""
    limits = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    with connection.cursor() as cursor:
        for limit in limits:
            cursor.execute(f"SET {limit} = 0")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                for limit in limits:
                    cursor.execute(f"RESET {limit}")


@contextmanager
def staged(name: str, columns: Mapping[str, str]) -> Iterator[str]:
    """A temporary table of that name, with columns by name and type, for as long as the block lasts."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
        cursor.execute(f"CREATE TEMP TABLE {name} ({', '.join(f'{key} {kind}' for key, kind in columns.items())})")
    try:
        yield name
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")


def copy_rows(name: str, columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
    """Append rows to a staged table."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def upsert(
    *,
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[Any]],
    key: str,
    update: Sequence[str],
) -> Merged:
    """Add rows, or change `update` where it differs; `key` is the conflict target, with its predicate if it has one."""
    key_columns = key[1 : key.index(")")]
    names = ", ".join(columns)
    ours, theirs = (", ".join(f"{side}.{column}" for column in update) for side in ("kept", "excluded"))
    action = "NOTHING"
    if update:
        setting = ", ".join(f"{column} = excluded.{column}" for column in update)
        action = f"UPDATE SET {setting} WHERE ({ours}) IS DISTINCT FROM ({theirs})"
    with staged("incoming_rows", {**columns, "position": "bigint"}):
        copy_rows("incoming_rows", [*columns, "position"], ([*row, at] for at, row in enumerate(rows)))
        return counted(
            f"INSERT INTO {table} AS kept ({names})"
            f" SELECT DISTINCT ON ({key_columns}) {names} FROM incoming_rows ORDER BY {key_columns}, position DESC"
            f" ON CONFLICT {key} DO {action}"
        )


def counted(insert: str, parameters: Sequence[Any] = ()) -> Merged:
    """Run an INSERT … ON CONFLICT, and tell new rows (which no transaction has locked) from changed ones."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH done AS ({insert} RETURNING (xmax = 0) AS is_new)"
            " SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM done",
            list(parameters),
        )
        return Merged(*cursor.fetchone())


def replace_children(
    *, table: str, owner: str, owners: Sequence[int], columns: Mapping[str, str], rows: Iterable[Sequence[Any]]
) -> Merged:
    """Make `rows` all that the owners have in `table`: add what is missing, delete what is not among them."""
    names = ", ".join(columns)
    same = " AND ".join(f"kept.{column} IS NOT DISTINCT FROM gone.{column}" for column in columns)
    there = f"SELECT {names} FROM {table} WHERE {owner} = ANY(%s)"
    with staged("incoming_rows", columns), connection.cursor() as cursor:
        copy_rows("incoming_rows", columns, rows)
        cursor.execute(
            f"DELETE FROM {table} kept USING ({there} EXCEPT SELECT {names} FROM incoming_rows) gone"
            f" WHERE kept.{owner} = ANY(%s) AND {same}",
            [list(owners), list(owners)],
        )
        deleted = cursor.rowcount
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming_rows EXCEPT {there}", [list(owners)]
        )
        return Merged(cursor.rowcount, deleted)
