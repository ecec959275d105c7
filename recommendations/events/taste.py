"""What one profile did, as a page needs it, and the epoch that moves when it changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from recommendations.contracts import InProgress, Taste
from recommendations.events.rewards import active_rewards, strengths_of
from recommendations.events.signals import OF_ONE, SEEN, as_signals, signal_parameters, signals_sql
from recommendations.models import TasteState

THUMB_DOWN = 1.0

STATE = """
    SELECT 'epoch' AS part, NULL::bigint AS title_id, NULL::bigint AS episode_id, epoch::float8 AS number,
           NULL::float8 AS other, moved_at AS at, FALSE AS flag, FALSE AS other_flag, NULL AS signal
    FROM recommendations_tastestate WHERE profile_id = %(profile_id)s
  UNION ALL
    SELECT 'rating', title_id, NULL, value, NULL, rated_at,
           EXISTS (SELECT FROM recommendations_watchprogress hushed WHERE hushed.excluded
                   AND hushed.profile_id = said.profile_id AND hushed.title_id = said.title_id),
           source = 'import', NULL
    FROM recommendations_rating said WHERE profile_id = %(profile_id)s
  UNION ALL
    SELECT 'listed', title_id, NULL, NULL, NULL, added_at, FALSE, FALSE, NULL
    FROM recommendations_listentry WHERE profile_id = %(profile_id)s
  UNION ALL
    SELECT 'hidden', title_id, NULL, NULL, NULL, hidden_at, FALSE, FALSE, NULL
    FROM recommendations_hiddentitle WHERE profile_id = %(profile_id)s
  UNION ALL
    SELECT 'seen', title_id, NULL, times, NULL, last_seen_at, FALSE, FALSE, NULL FROM ({seen}) AS seen
  UNION ALL
    SELECT 'signal', title_id, NULL, quantity, NULL, at, FALSE, FALSE, signal FROM ({signals}) AS signal
  UNION ALL
    SELECT 'progress', last.title_id, coalesce(next.episode_id, last.episode_id),
           CASE WHEN next.episode_id IS NULL THEN last.position_seconds ELSE next.position_seconds END,
           CASE WHEN next.episode_id IS NULL THEN last.duration_seconds ELSE next.duration_seconds END,
           last.updated_at, last.completed AND next.episode_id IS NULL, last.dismissed, NULL
    FROM (SELECT DISTINCT ON (title_id) * FROM recommendations_watchprogress
          WHERE profile_id = %(profile_id)s ORDER BY title_id, updated_at DESC, id DESC) AS last
    LEFT JOIN LATERAL (
        SELECT later.id AS episode_id, coalesce(begun.position_seconds, 0) AS position_seconds,
               coalesce(begun.duration_seconds, 0) AS duration_seconds
        FROM catalog_episode this
        JOIN catalog_season this_season ON this_season.id = this.season_id
        JOIN catalog_season later_season ON later_season.title_id = last.title_id
        JOIN catalog_episode later ON later.season_id = later_season.id
        LEFT JOIN recommendations_watchprogress begun ON begun.profile_id = %(profile_id)s
             AND begun.title_id = last.title_id AND begun.episode_id = later.id
        WHERE last.completed AND this.id = last.episode_id
          AND (later_season.number, later.number) > (this_season.number, this.number)
          AND begun.completed IS NOT TRUE
        ORDER BY later_season.number, later.number LIMIT 1
    ) AS next ON TRUE
"""

TASTE_SQL = STATE.replace("{seen}", SEEN.replace("{of_profile}", OF_ONE)).replace(
    "{signals}", signals_sql(of_profile=OF_ONE)
)


def taste_epoch(profile_id: int) -> int:
    """How often this profile's taste has moved; 0 before it did anything."""
    return TasteState.objects.filter(profile_id=profile_id).values_list("epoch", flat=True).first() or 0


def move_epoch(profile_id: int, now: datetime) -> int:
    """Say that something changed that pages depend on; one statement, answers the new epoch."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO recommendations_tastestate (profile_id, epoch, moved_at) VALUES (%s, 1, %s)"
            " ON CONFLICT (profile_id) DO UPDATE SET epoch = recommendations_tastestate.epoch + 1,"
            " moved_at = greatest(recommendations_tastestate.moved_at, excluded.moved_at) RETURNING epoch",
            [profile_id, now],
        )
        return int(cursor.fetchone()[0])


def read_taste(*, profile_id: int, now: datetime, rewards: Mapping[str, float] | None = None) -> Taste:
    """Everything that the profile did and a page reacts to, in two queries; `rewards` stand in for the active table."""
    parts: dict[str, list[dict[str, Any]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(TASTE_SQL, signal_parameters(now=now, profile_id=profile_id))
        names = [column.name for column in cursor.description or ()]
        for values in cursor.fetchall():
            row = dict(zip(names, values, strict=True))
            parts.setdefault(row["part"], []).append(row)
    ratings = [row for row in parts.get("rating", ()) if not row["flag"]]
    disliked = {row["title_id"] for row in parts.get("rating", ()) if row["number"] <= THUMB_DOWN}
    signals = as_signals(
        (profile_id, row["title_id"], row["signal"], row["number"], row["at"]) for row in parts.get("signal", ())
    )
    return Taste(
        epoch=next((int(row["number"]) for row in parts.get("epoch", ())), 0),
        ratings={row["title_id"]: row["number"] for row in ratings},
        rated_at={row["title_id"]: row["at"] for row in ratings},
        strengths=strengths_of(signals=signals, rewards=active_rewards() if rewards is None else rewards, now=now),
        progress=tuple(_in_progress(row) for row in _newest_first(parts.get("progress", []))),
        listed=tuple(row["title_id"] for row in _newest_first(parts.get("listed", []))),
        hidden=frozenset({row["title_id"] for row in parts.get("hidden", ())} | disliked),
        seen={row["title_id"]: int(row["number"]) for row in parts.get("seen", ())},
        imported=frozenset(row["title_id"] for row in ratings if row["other_flag"]),
    )


def _newest_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["at"], row["title_id"]), reverse=True)


def _in_progress(row: dict[str, Any]) -> InProgress:
    return InProgress(
        title_id=row["title_id"],
        episode_id=row["episode_id"],
        position_seconds=row["number"],
        duration_seconds=row["other"],
        completed=row["flag"],
        updated_at=row["at"],
        dismissed=row["other_flag"],
    )
