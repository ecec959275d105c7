"""What one profile did, as a page needs it, and the epoch that moves when it changes.

All of it is one statement, because a page that is decided may take six: whatever else a page comes to react to (what a
viewer corrected, what was asked at the start) is one more part of its union, not one more query.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from recommendations.contracts import Adjustments, Group, InProgress, Taste, Wanted
from recommendations.events.exclude import ONLY_SET_ASIDE
from recommendations.events.prepared import rows_of
from recommendations.events.rating import DOWN
from recommendations.events.rewards import strengths_of, with_defaults
from recommendations.events.signals import OF_ONE, SEEN, as_signals, signal_parameters, signals_sql
from recommendations.models import TasteState

STATE = """
    SELECT 'epoch' AS part, NULL::bigint AS title_id, NULL::bigint AS episode_id, epoch::float8 AS number,
           NULL::float8 AS other, restarted_at AS at, ignores_moments AS flag, FALSE AS other_flag, NULL AS said
    FROM recommendations_tastestate WHERE profile_id = %(profile_id)s
  UNION ALL
    SELECT 'adjusted', NULL, coalesce(genre_id, mood_id, person_id), NULL, NULL, set_at, FALSE, FALSE,
           CASE WHEN genre_id IS NOT NULL THEN 'genre' WHEN mood_id IS NOT NULL THEN 'mood' ELSE 'person' END
           || ' ' || wanted
    FROM recommendations_adjustment WHERE profile_id = %(profile_id)s
  UNION ALL
    SELECT 'stopped', NULL, NULL, NULL, NULL, stopped_at, FALSE, FALSE, "row"
    FROM recommendations_stoppedrow WHERE profile_id = %(profile_id)s
  UNION ALL
    SELECT 'rewards', NULL, NULL, NULL, NULL, NULL, FALSE, FALSE, weights::text
    FROM recommendations_rewardtable WHERE is_active
  UNION ALL
    SELECT 'rating', title_id, NULL, value, NULL, rated_at,
           EXISTS (SELECT FROM recommendations_watchprogress hushed WHERE hushed.excluded
                   AND hushed.profile_id = %(profile_id)s AND hushed.title_id = said.title_id)
           OR EXISTS (SELECT FROM recommendations_tastestate begun
                      WHERE begun.profile_id = %(profile_id)s AND said.rated_at <= begun.restarted_at),
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
           last.updated_at, last.completed AND next.episode_id IS NULL, last.dismissed,
           (SELECT device FROM recommendations_playsession run WHERE run.id = last.session_id)
    FROM (SELECT DISTINCT ON (title_id) * FROM recommendations_watchprogress
          WHERE profile_id = %(profile_id)s AND NOT {only_set_aside}
          ORDER BY title_id, updated_at DESC, id DESC) AS last
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

TASTE_SQL = (
    STATE.replace("{seen}", SEEN.replace("{of_profile}", OF_ONE))
    .replace("{signals}", signals_sql(of_profile=OF_ONE))
    .replace("{only_set_aside}", ONLY_SET_ASIDE)
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


class Line(NamedTuple):
    """One line of the one query; what a column holds depends on the part."""

    part: str
    title_id: int
    episode_id: int
    number: float
    other: float
    at: Any
    flag: bool
    other_flag: bool
    said: str


Parts = Mapping[str, Sequence[Line]]


def read_taste(*, profile_id: int, now: datetime, rewards: Mapping[str, float] | None = None) -> Taste:
    """Everything that the profile did and a page reacts to, in one query; `rewards` stand in for the active table."""
    parts = _parts(profile_id, now)
    state = next(iter(parts["epoch"]), None)
    ratings = [line for line in parts["rating"] if not line.flag]
    disliked = frozenset(line.title_id for line in parts["rating"] if line.number <= DOWN)
    signals = as_signals([(profile_id, line.title_id, line.said, line.number, line.at) for line in parts["signal"]])
    if rewards is None:
        rewards = _rewards_in(parts["rewards"])
    return Taste(
        epoch=int(state.number) if state else 0,
        ratings={line.title_id: line.number for line in ratings},
        rated_at={line.title_id: line.at for line in ratings},
        strengths=strengths_of(signals=signals, rewards=rewards, now=now),
        progress=tuple(_in_progress(line) for line in _newest_first(parts["progress"])),
        listed=tuple(line.title_id for line in _newest_first(parts["listed"])),
        hidden=disliked.union(line.title_id for line in parts["hidden"]),
        disliked=disliked,
        seen={line.title_id: int(line.number) for line in parts["seen"]},
        imported=frozenset(line.title_id for line in ratings if line.other_flag),
        set_aside=frozenset(line.title_id for line in parts["rating"] if line.flag),
        adjustments=_adjustments(parts),
        restarted_at=state.at if state else None,
        ignores_moments=state.flag if state else False,
    )


def _parts(profile_id: int, now: datetime) -> Parts:
    """The lines of the one query, by the part of the taste that they belong to."""
    parts: defaultdict[str, list[Line]] = defaultdict(list)
    for values in rows_of(TASTE_SQL, signal_parameters(now=now, profile_id=profile_id)):
        parts[values[0]].append(Line._make(values))
    return parts


def _adjustments(parts: Parts) -> Adjustments:
    found: dict[str, dict[int, Wanted]] = {group: {} for group in Group}
    for line in parts["adjusted"]:
        group, _, wanted = line.said.partition(" ")
        found[group][line.episode_id] = Wanted(wanted)
    return Adjustments(
        genres=found[Group.GENRE], moods=found[Group.MOOD], people=found[Group.PERSON],
        stopped_rows=frozenset(line.said for line in parts["stopped"]),
    )  # fmt: skip


def _rewards_in(lines: Sequence[Line]) -> Mapping[str, float]:
    """The active reward table, of which there is one or none, over the built-in defaults."""
    weights = json.loads(lines[0].said) if lines else {}
    return with_defaults(weights if isinstance(weights, dict) else {})


def _newest_first(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.at, line.title_id), reverse=True)


def _in_progress(line: Line) -> InProgress:
    return InProgress(
        title_id=line.title_id,
        episode_id=line.episode_id,
        position_seconds=line.number,
        duration_seconds=line.other,
        completed=line.flag,
        updated_at=line.at,
        dismissed=line.other_flag,
        device=line.said or "",
    )
