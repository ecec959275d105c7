"""Which titles, and which of their pictures, succeed or fail where they are shown.

Places differ: the billboard is taken more often than the ninth row, whatever stands there. So what is taken is held
against what was to be expected: for each place where a title stood, how often places like it were taken (the same kind
of row, screen and column). A picture is held against the other pictures of its title likewise, times how much more or
less than expected its title was taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.backends.utils import CursorWrapper

from recommendations.events.signals import DISLIKED, LIKED
from recommendations.metrics.expected import Against, against_expected

LEAST_SHOWN = 20
"""A title that was seen less often is not told of: whatever came of it is luck."""
VERDICTS = {1: "succeeds", 0: "", -1: "fails"}

LIKE_PLACES = """
    SELECT shown.*, avg(is_taken::int) OVER (PARTITION BY kind, device, least("column", 6)) AS expected
    FROM shown WHERE NOT is_own
"""
TITLES = f"""
    WITH place AS ({LIKE_PLACES}), said AS (
        SELECT rating.title_id, count(*) FILTER (WHERE value >= {LIKED}) AS up,
               count(*) FILTER (WHERE value <= {DISLIKED}) AS down
        FROM recommendations_rating rating
        WHERE rated_at >= %(since)s AND rated_at < %(until)s AND EXISTS (
            SELECT FROM place WHERE is_taken AND place.profile_id = rating.profile_id
                                AND place.title_id = rating.title_id)
        GROUP BY rating.title_id
    )
    SELECT title_id, title.name, count(*), sum(is_taken::int), sum(expected)::float8, sum(is_qualified::int),
           sum(is_given_up::int), sum(seconds) / 3600.0, coalesce(max(up), 0), coalesce(max(down), 0)
    FROM place JOIN catalog_title title ON title.id = title_id LEFT JOIN said USING (title_id)
    GROUP BY title_id, title.name HAVING count(*) >= %(least)s AND sum(expected) > 0 ORDER BY title_id
"""  # noqa: S608  # Only this module's constants.
PICTURES = f"""
    WITH place AS ({LIKE_PLACES}), whole AS (
        SELECT title_id, sum(is_taken::int) / sum(expected) AS pull FROM place
        WHERE artwork_id IS NOT NULL GROUP BY title_id HAVING sum(expected) > 0 AND count(DISTINCT artwork_id) > 1
    )
    SELECT artwork_id, title.name, title_id, count(*), sum(is_taken::int), (sum(expected) * max(pull))::float8,
           sum(is_qualified::int)
    FROM place JOIN whole USING (title_id) JOIN catalog_title title ON title.id = title_id
    WHERE artwork_id IS NOT NULL
    GROUP BY artwork_id, title.name, title_id HAVING count(*) >= %(least)s AND sum(expected) * max(pull) > 0
    ORDER BY artwork_id
"""  # noqa: S608  # Only this module's constants.
OFFERED = "SELECT count(*) FROM catalog_title WHERE is_published"
RECOMMENDED = "SELECT count(DISTINCT title_id) FROM shown WHERE NOT is_own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A title or a picture: what was expected of its places, what came, and whether that is clearly more or less."""

    id: int
    title_id: int
    name: str
    shown: int
    taken: int
    expected: float
    ratio: float
    low: float
    high: float
    verdict: str
    """`succeeds`, `fails`, or nothing where it may be luck."""
    qualified: int
    given_up: int = 0
    hours: float = 0.0
    liked: int = 0
    disliked: int = 0


def count_titles(cursor: CursorWrapper, *, told: dict[str, Any]) -> Sequence[Subject]:
    """Every title that was recommended often enough; `told` has the period's `since` and `until`."""
    cursor.execute(TITLES, told | {"least": LEAST_SHOWN})
    rows = cursor.fetchall()
    return [
        Subject(
            id=title_id,
            title_id=title_id,
            name=name,
            shown=shown,
            taken=taken,
            expected=expected,
            qualified=qualified,
            given_up=given_up,
            hours=hours,
            liked=up,
            disliked=down,
            **judged,
        )
        for (title_id, name, shown, taken, expected, qualified, given_up, hours, up, down), judged in zip(
            rows, _judged([row[3] for row in rows], [row[4] for row in rows]), strict=True
        )
    ]


def count_pictures(cursor: CursorWrapper) -> Sequence[Subject]:
    """Every picture of a title that was shown with several."""
    cursor.execute(PICTURES, {"least": LEAST_SHOWN})
    rows = cursor.fetchall()
    return [
        Subject(
            id=artwork_id,
            title_id=title_id,
            name=name,
            shown=shown,
            taken=taken,
            expected=expected,
            qualified=qualified,
            **judged,
        )
        for (artwork_id, name, title_id, shown, taken, expected, qualified), judged in zip(
            rows, _judged([row[4] for row in rows], [row[5] for row in rows]), strict=True
        )
    ]


def count_coverage(cursor: CursorWrapper) -> tuple[int, int]:
    """(titles that anybody was recommended, titles that are published)."""
    cursor.execute(RECOMMENDED)
    (recommended,) = cursor.fetchone()
    cursor.execute(OFFERED)
    return recommended, cursor.fetchone()[0]


def _judged(taken: Sequence[int], expected: Sequence[float]) -> list[dict[str, Any]]:
    found: Against = against_expected(np.array(taken), np.array(expected))
    columns: tuple[npt.NDArray[Any], ...] = (found.ratio, found.low, found.high, found.verdict)
    return [
        {"ratio": ratio, "low": low, "high": high, "verdict": VERDICTS[verdict]}
        for ratio, low, high, verdict in zip(*(column.tolist() for column in columns), strict=True)
    ]
