"""The signals that behaviour left in the tables, by one definition for pages and for training."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from recommendations.conf import tunables
from recommendations.events.packed import Records, instant, real, records_of_query, small, whole
from recommendations.events.rewards import SIGNALS, Signals

ONLY_LOOKED = ("lingered", "passed_over")
"""Signals of a title that was before the eyes and not chosen: they colour a viewer's own page, and teach nobody."""

SIGNAL_CODE = {name: code for code, name in enumerate(SIGNALS)}
SIGNAL_COLUMNS = {
    "profile": whole("profile_id"),
    "title": whole("title_id"),
    "kind": small("array_position(%(signals)s::text[], signal) - 1"),
    "quantity": real("quantity"),
    "at": instant("at"),
}

WATCHING = """
    SELECT profile_id, title_id, 'completed' AS signal, 1.0::float8 AS quantity, max(updated_at) AS at
    FROM recommendations_watchprogress WHERE completed AND NOT excluded AND {of_profile}
    GROUP BY profile_id, title_id
  UNION ALL
    SELECT profile_id, title_id, 'watched_fraction',
           max(least(1.0, watched_seconds / duration_seconds)), max(updated_at)
    FROM recommendations_watchprogress
    WHERE duration_seconds > 0 AND watched_seconds > 0 AND NOT excluded AND {of_profile}
    GROUP BY profile_id, title_id
  UNION ALL
    SELECT profile_id, title_id, 'abandoned', 1.0, max(updated_at)
    FROM recommendations_watchprogress WHERE NOT excluded AND {of_profile}
    GROUP BY profile_id, title_id
    HAVING NOT bool_or(completed) AND max(updated_at) < %(now)s - interval '30 minutes'
       AND bool_and(duration_seconds > 0 AND watched_seconds < least(120.0, duration_seconds / 4))
  UNION ALL
    SELECT profile_id, title_id, 'searched_then_played', 1.0, max(first_at)
    FROM recommendations_playsession WHERE origin = 'search' AND {of_profile}
    GROUP BY profile_id, title_id
"""

LIKED, LOVED, DISLIKED = 3.5, 4.5, 2.0
"""A rating of so much is a thumb up, two thumbs up, or (so little) a thumb down; between them it is no thumb."""
UNSEEN_THUMB = 0.5
"""What a thumb counts that was given to a title which the profile never played here."""

RATING = f"""
    SELECT profile_id, title_id, 'completed' AS signal, 1.0::float8 AS quantity, rated_at AS at
    FROM recommendations_rating said WHERE source = 'import' AND {{of_profile}}
      AND NOT EXISTS (SELECT FROM recommendations_watchprogress seen WHERE seen.completed AND {{of_profile}}
                      AND seen.profile_id = said.profile_id AND seen.title_id = said.title_id)
  UNION ALL
    SELECT profile_id, title_id,
           CASE WHEN value >= {LOVED} THEN 'two_thumbs_up' WHEN value >= {LIKED} THEN 'thumb_up' ELSE 'thumb_down' END,
           CASE WHEN source = 'import' OR EXISTS (
                  SELECT FROM recommendations_watchprogress seen
                  WHERE {{of_profile}} AND seen.profile_id = said.profile_id AND seen.title_id = said.title_id)
                THEN 1.0 ELSE {UNSEEN_THUMB} END, rated_at
    FROM recommendations_rating said WHERE (value >= {LIKED} OR value <= {DISLIKED}) AND {{of_profile}}
"""  # noqa: S608  # Only this module's constants.
"""`training/strengths.py` says the same of millions at once, in arrays; a test compares the two."""

SAVING = """
    SELECT profile_id, title_id, 'listed' AS signal, 1.0::float8 AS quantity, added_at AS at
    FROM recommendations_listentry WHERE {of_profile}
  UNION ALL
    SELECT profile_id, title_id, 'hidden', 1.0, hidden_at FROM recommendations_hiddentitle WHERE {of_profile}
"""

LOOKING = """
    SELECT profile_id, title_id, 'lingered' AS signal, least(3, count(*))::float8 AS quantity, max(at) AS at
    FROM recommendations_event
    WHERE kind = 'dwell' AND title_id IS NOT NULL AND value >= 3 AND at > %(lingered_since)s AND {of_profile}
    GROUP BY profile_id, title_id
  UNION ALL
    SELECT profile_id, title_id, 'passed_over', floor(times / 3.0), last_seen_at
    FROM ({seen}) AS passed WHERE times >= 3
"""

SEEN = """
    SELECT profile_id, title_id, count(*) AS times, max(seen_at) AS last_seen_at
    FROM recommendations_impression tile
    WHERE served_at > %(seen_since)s - interval '2 days' AND seen_at > %(seen_since)s AND {of_profile}
      AND NOT EXISTS (SELECT FROM recommendations_playsession chosen
                      WHERE chosen.profile_id = tile.profile_id AND chosen.title_id = tile.title_id
                        AND chosen.last_at >= tile.seen_at)
    GROUP BY profile_id, title_id
"""

NOT_EXCLUDED = """
    NOT EXISTS (SELECT FROM recommendations_watchprogress hushed WHERE hushed.excluded AND {of_profile}
                AND hushed.profile_id = signals.profile_id AND hushed.title_id = signals.title_id)
"""
"""Of whom is said again inside: else PostgreSQL looks for what everybody set aside, to find what one profile did."""

SINCE_RESTART = """
    NOT EXISTS (SELECT FROM recommendations_tastestate begun WHERE begun.restarted_at IS NOT NULL AND {of_profile}
                AND begun.profile_id = signals.profile_id AND signals.at <= begun.restarted_at)
"""
"""A profile that started afresh keeps what it did before, and nobody learns from it."""

OF_ONE = "profile_id = %(profile_id)s"


def signals_sql(*, of_profile: str, with_ratings: bool = True) -> str:
    """SELECT profile_id, title_id, signal, quantity, at; parameters as `signal_parameters` makes them."""
    parts = " UNION ALL ".join([WATCHING, *([RATING] if with_ratings else []), SAVING, LOOKING])
    query = f"SELECT * FROM ({parts}) AS signals WHERE {NOT_EXCLUDED} AND {SINCE_RESTART}"  # noqa: S608  # Only constants.
    return query.replace("{seen}", SEEN).replace("{of_profile}", of_profile)


def signal_parameters(*, now: datetime, profile_id: int | None = None) -> dict[str, Any]:
    return {
        "profile_id": profile_id,
        "now": now,
        "seen_since": now - timedelta(days=tunables().impression_fatigue_days),
        "lingered_since": now - timedelta(days=2 * tunables().impression_fatigue_days),
    }


def as_signals(rows: Sequence[Sequence[Any]]) -> Signals:
    """Rows of profile id, title id, signal name, quantity and instant as arrays."""
    profiles, titles, names, quantities, instants = zip(*rows, strict=True) if rows else ((),) * 5
    return Signals(
        profile_ids=np.array(profiles, dtype=np.int64),
        title_ids=np.array(titles, dtype=np.int64),
        kinds=np.array([SIGNAL_CODE[name] for name in names], dtype=np.int16),
        quantities=np.array(quantities, dtype=np.float32),
        at=np.array([int(at.timestamp()) for at in instants], dtype=np.int64),
    )


def signal_records(*, now: datetime, with_ratings: bool) -> Iterator[Records]:
    """The signals of every profile up to `now` in blocks of profile, title, kind (a code into SIGNALS), quantity, at;
    without those that follow from a rating alone, if so asked.
    """
    query = signals_sql(of_profile="TRUE", with_ratings=with_ratings)
    return records_of_query(
        query=f"SELECT * FROM ({query}) AS everyone WHERE at <= %(now)s",  # noqa: S608
        columns=SIGNAL_COLUMNS,
        parameters={**signal_parameters(now=now), "signals": list(SIGNALS)},
    )
