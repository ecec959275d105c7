"""Statements that are planned once: the same answers, counted and refused as any other."""

from datetime import UTC, datetime

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from recommendations.events.prepared import rows_of

pytestmark = pytest.mark.django_db
ECHO = "SELECT %(number)s::float8, %(at)s::timestamptz, %(words)s::text, %(nothing)s::bigint"
AT = datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC)


def echoed(words: str = "Grüße") -> list[tuple[object, ...]]:
    return rows_of(ECHO, {"number": 1.25, "at": AT, "words": words, "nothing": None})


def planned() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE %s", ["%::float8%::bigint%"])
        return [row[0] for row in cursor.fetchall()]


def test_values_come_back_as_they_went() -> None:
    assert echoed() == [(1.25, AT, "Grüße", None)]


def test_statement_is_planned_once_whatever_the_parameters() -> None:
    for words in ("one", "two", "three"):
        assert echoed(words)[0][2] == words

    assert len(planned()) == 1


def test_nothing_is_prepared_behind_a_pooler(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)

    assert echoed()[0][0] == 1.25
    assert not planned()


def test_it_counts_as_a_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        echoed()

    assert len(queries) == 1


def test_errors_are_those_of_the_framework() -> None:
    with pytest.raises(DataError):
        rows_of("SELECT 1 / %(number)s::int", {"number": 0})
