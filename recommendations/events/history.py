"""What a profile has watched, newest first: progress, and imported ratings, which say that a title was seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from catalog.models import Title
from recommendations.contracts import Viewer
from recommendations.events.exclude import ONLY_SET_ASIDE
from recommendations.models import RatingSource

NEWEST = """
    WITH history AS (
        SELECT 'watch-' || id AS entry, title_id, episode_id, updated_at AS at, position_seconds, duration_seconds,
               completed, excluded
        FROM recommendations_watchprogress shown WHERE profile_id = %(profile_id)s
          AND NOT ({only_set_aside} AND NOT EXISTS (
              SELECT FROM recommendations_rating said
              WHERE said.profile_id = shown.profile_id AND said.title_id = shown.title_id))
      UNION ALL
        SELECT 'rating-' || id, title_id, NULL, rated_at, 0, 0, TRUE, FALSE
        FROM recommendations_rating said WHERE profile_id = %(profile_id)s AND source = %(imported)s
          AND NOT EXISTS (SELECT FROM recommendations_watchprogress seen
                          WHERE seen.profile_id = said.profile_id AND seen.title_id = said.title_id)
    )
    SELECT entry, history.title_id, episode_id, at, position_seconds, duration_seconds, completed, excluded,
           season.number AS season_number, episode.number AS episode_number, episode.name AS episode_name,
           rating.value AS rating
    FROM history
    LEFT JOIN catalog_episode episode ON episode.id = episode_id
    LEFT JOIN catalog_season season ON season.id = episode.season_id
    LEFT JOIN recommendations_rating rating
           ON rating.profile_id = %(profile_id)s AND rating.title_id = history.title_id
    WHERE history.title_id IN ({visible})
      AND (%(before)s::timestamptz IS NULL OR (at, entry) < (%(before)s, %(before_entry)s))
    ORDER BY at DESC, entry DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One line of the history; `entry` and `at` together are its place in the order."""

    entry: str
    title_id: int
    episode_id: int | None
    at: datetime
    position_seconds: float
    duration_seconds: float
    completed: bool
    excluded: bool
    season_number: int | None
    episode_number: int | None
    episode_name: str | None
    rating: float | None
    name: str
    slug: str

    @property
    def fraction(self) -> float:
        if self.completed or self.duration_seconds <= 0:
            return 1.0 if self.completed else 0.0
        return min(1.0, self.position_seconds / self.duration_seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryCursor:
    """Where the next page of the history begins: after this entry."""

    at: datetime
    entry: str


def read_history(
    *, viewer: Viewer, after: HistoryCursor | None = None, limit: int
) -> tuple[Sequence[HistoryEntry], HistoryCursor | None]:
    """At most `limit` entries of titles that the viewer may see, and where to go on, in two queries."""
    visible = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=viewer.now)
    rows = _read_rows(viewer, visible, after, limit + 1)
    known = visible.in_bulk({row["title_id"] for row in rows})
    entries = [
        HistoryEntry(**row, name=known[row["title_id"]].name, slug=known[row["title_id"]].slug)
        for row in rows[:limit]
        if row["title_id"] in known
    ]
    last = rows[limit - 1] if len(rows) > limit else None
    return entries, HistoryCursor(at=last["at"], entry=last["entry"]) if last else None


def _read_rows(viewer: Viewer, visible: Any, after: HistoryCursor | None, limit: int) -> list[dict[str, Any]]:
    ids, parameters = visible.order_by().values("pk").query.sql_with_params()
    named = {f"visible_{number}": value for number, value in enumerate(parameters)}
    with connection.cursor() as cursor:
        cursor.execute(
            NEWEST.replace("{visible}", ids % tuple(f"%({name})s" for name in named)).replace(
                "{only_set_aside}", ONLY_SET_ASIDE
            ),
            {
                **named,
                "profile_id": viewer.profile_id,
                "imported": RatingSource.IMPORT.value,
                "before": after.at if after else None,
                "before_entry": after.entry if after else None,
                "limit": limit,
            },
        )
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
