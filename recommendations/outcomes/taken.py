"""How often what was shown was taken, by whatever places or pages have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from django.db.backends.utils import CursorWrapper

SPREAD = 1.96
"""Deviations on either side of a 95 % interval."""
DEEPEST_ROW, DEEPEST_COLUMN = 12, 12
"""Where the table of places ends; what is further down or right counts as the last."""

GROUPS = {
    "kind": "kind",
    "column": f'least("column" + 1, {DEEPEST_COLUMN})::text',
    "row": f"""CASE WHEN "row" < 0 THEN 'billboard' ELSE least("row" + 1, {DEEPEST_ROW})::text END""",
    "device": "device",
    "model": "CASE WHEN model_version = '' THEN 'none' ELSE left(model_version, 12) END",
    "policy": "policy",
    "arm": "CASE WHEN arm = '' THEN 'none' ELSE arm END",
    "place": f"""CASE WHEN "row" >= 0
                 THEN least("row" + 1, {DEEPEST_ROW}) || ' ' || least("column" + 1, {DEEPEST_COLUMN}) END""",
}
"""What may be asked for, as SQL over `shown`; places without a group are left out."""

OF_ANY_ROW = ("kind",)
"""Groups in which the viewer's own rows have a place of their own; elsewhere they would drown what is recommended."""

COUNT = """
    SELECT name, sum(shown), sum(taken), sum(qualified)::int, sum(given_up)::int, sum(seconds), count(*),
           sum(shown * shown), sum(shown * taken), sum(taken * taken)
    FROM (
        SELECT {group} AS name, profile_id, count(*)::float8 AS shown, sum(is_taken::int)::float8 AS taken,
               sum(is_qualified::int) AS qualified, sum(is_given_up::int) AS given_up, sum(seconds) AS seconds
        FROM shown WHERE %(any_row)s OR NOT is_own GROUP BY name, profile_id
    ) each
    WHERE name IS NOT NULL GROUP BY name ORDER BY sum(taken) / sum(shown) DESC, name
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Of one group: how many places were seen, and what became of them; `low` and `high` bound the rate."""

    name: str
    shown: int
    taken: int
    qualified: int
    given_up: int
    hours: float
    viewers: int
    rate: float
    low: float
    high: float


def count_taken(cursor: CursorWrapper, *, by: str) -> Sequence[Taken]:
    """The groups by `by`, one of GROUPS, those taken most often first; KeyError for anything else.

    The 95 % interval is of the ratio of two sums over viewers (linearised, Cochran 1977, section 6.3): who takes
    something takes more, so a thousand places of one viewer say less than one place of each of a thousand.
    """
    cursor.execute(COUNT.format(group=GROUPS[by]), {"any_row": by in OF_ANY_ROW})
    return [_taken(*row) for row in cursor.fetchall()]


def _taken(
    name: str, shown: float, taken: float, qualified: int, given_up: int, seconds: float, viewers: int,
    shown_squared: float, both: float, taken_squared: float,
) -> Taken:  # fmt: skip
    rate = taken / shown
    squares = max(0.0, taken_squared - 2.0 * rate * both + rate * rate * shown_squared)
    # Of one viewer nothing tells how much the next would differ.
    reach = SPREAD * sqrt(squares * viewers / (viewers - 1)) / shown if viewers > 1 else 1.0
    return Taken(
        name=name, shown=int(shown), taken=int(taken), qualified=qualified, given_up=given_up, hours=seconds / 3600.0,
        viewers=viewers, rate=rate, low=max(0.0, rate - reach), high=min(1.0, rate + reach),
    )  # fmt: skip
