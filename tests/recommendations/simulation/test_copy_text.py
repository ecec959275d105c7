"""COPY reads what was meant, whatever stands in it."""

from uuid import UUID

import numpy as np
import pytest
from django.db import connection

from recommendations.simulation.copy_text import escaped, flag, instant, lines, real, uuids, whole


@pytest.mark.django_db
def test_postgresql_reads_what_was_written() -> None:
    texts = ["plain", "tab\tand\nline", "back\\slash", "\\N", 'quote " é']
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE read_back (a bigint, b float8, c timestamptz, d bool, e text)")
        with cursor.copy("COPY read_back FROM STDIN") as copy:
            copy.write(lines([
                whole(np.array([1, 0, 2, 0, 3]), missing=0), real(np.array([0.1, np.nan, -2.5, 3.0, 1e-9])),
                instant(np.array([0.0, 1.001, 1_764_000_000.125, 86_400.0, 0.5])),
                flag(np.array([True, False, True, False, True])), escaped(texts),
            ]))  # fmt: skip
        cursor.execute("SELECT a, b, extract(epoch FROM c)::float8, d, e FROM read_back")
        rows = cursor.fetchall()

    assert [row[4] for row in rows] == texts
    assert [row[0] for row in rows] == [1, None, 2, None, 3]
    assert [row[1] for row in rows] == [0.1, None, -2.5, 3.0, 1e-9]
    assert [row[2] for row in rows] == [0.0, 1.001, 1_764_000_000.125, 86_400.0, 0.5]
    assert [row[3] for row in rows] == [True, False, True, False, True]


def test_uuids_are_random_ones_in_their_usual_form() -> None:
    found = uuids(np.random.default_rng(1), 50)

    assert found == uuids(np.random.default_rng(1), 50)
    assert len(set(found)) == 50
    assert all(str(UUID(text)) == text and UUID(text).version == 4 for text in found)
