"""Ratings and strengths, straight from PostgreSQL into arrays: the server packs them, so memory stays bounded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import numpy as np
import psycopg
from django.db import connection, transaction
from psycopg.adapt import Loader
from psycopg.pq import Format

from recommendations.contracts import Interactions
from recommendations.events.rewards import active_rewards
from recommendations.events.signals import ONLY_LOOKED, signal_parameters, signals_sql

LEARNED_FROM = """
    voter AS (
      SELECT id AS profile_id,
             CASE WHEN user_id IS NULL THEN id ELSE min(id) OVER (PARTITION BY user_id) END AS voter_id
      FROM accounts_profile WHERE records_history)
"""
RATINGS = """
    WITH {learned_from}
    SELECT voter_id, title_id, avg(said.value)::float4 AS value, extract(epoch FROM max(rated_at))::int8 AS at
    FROM recommendations_rating said JOIN voter USING (profile_id)
    WHERE rated_at <= %(now)s AND NOT EXISTS (
      SELECT FROM recommendations_watchprogress hushed
      WHERE hushed.excluded AND hushed.profile_id = said.profile_id AND hushed.title_id = said.title_id)
    GROUP BY voter_id, title_id
"""
STRENGTHS = """
    WITH {learned_from},
    worth AS (SELECT * FROM unnest(%(names)s::text[], %(worths)s::float8[]) AS worth (signal, weight)),
    of_profile AS (
      SELECT profile_id, title_id, sum(weight * quantity) AS value, max(at) AS at
      FROM ({signals}) AS everyone JOIN worth USING (signal) WHERE at <= %(now)s GROUP BY profile_id, title_id
      HAVING NOT bool_and(signal = ANY(%(only_looked)s)))
    SELECT voter_id, title_id, avg(value)::float4 AS value, extract(epoch FROM max(at))::int8 AS at
    FROM of_profile JOIN voter USING (profile_id) GROUP BY voter_id, title_id
"""
PACKED = """
    SELECT array_agg(voter_id::int8), array_agg(title_id::int8), array_agg(value), array_agg(at)
    FROM (SELECT *, row_number() OVER (ORDER BY voter_id, at, title_id) AS place FROM ({rows}) AS entry) AS ordered
    GROUP BY place >> 16 ORDER BY min(place)
"""
SLOW_STATEMENTS = "SET LOCAL statement_timeout = '10min'; SET LOCAL idle_in_transaction_session_timeout = '10min'"

HEADER = 20
EIGHT = np.dtype([("length", ">i4"), ("value", ">i8")])
FOUR = np.dtype([("length", ">i4"), ("value", ">f4")])


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """All that a run learns from; `strengths` are not decayed: age counts when a viewer's own are added up."""

    ratings: Interactions
    strengths: Interactions
    cutoff: datetime


class _Unparsed(Loader):
    format = Format.BINARY

    def load(self, data: Any) -> bytes:
        return bytes(data)


def read_dataset(*, cutoff: datetime) -> Dataset:
    """Everything up to `cutoff`, at one vote per account and title; without what viewers excluded or do not record.

    Without what was only looked at, too: it would be voted popular by hovering, and crowd the latest fifth that models
    are judged by with titles that nobody chose.
    """
    rewards = active_rewards()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SLOW_STATEMENTS)
        return Dataset(
            ratings=_interactions(RATINGS.format(learned_from=LEARNED_FROM), {"now": cutoff}),
            strengths=_interactions(
                STRENGTHS.format(learned_from=LEARNED_FROM, signals=signals_sql(of_profile="TRUE")),
                {
                    **{name: value for name, value in signal_parameters(now=cutoff).items() if name != "profile_id"},
                    "only_looked": list(ONLY_LOOKED),
                    "names": list(rewards),
                    "worths": [float(worth) for worth in rewards.values()],
                },
            ),
            cutoff=cutoff,
        )


def _interactions(rows: str, parameters: Mapping[str, Any]) -> Interactions:
    columns: tuple[list[Any], ...] = ([], [], [], [])
    raw = cast("psycopg.Connection[Any]", connection.connection)
    with psycopg.Cursor(raw) as cursor:
        for name in ("int8", "float4"):
            cursor.adapters.register_loader(psycopg.adapters.types[name].array_oid, _Unparsed)
        for packed in cursor.stream(PACKED.format(rows=rows).encode(), parameters, binary=True):
            for column, item, kind in zip(columns, packed, (EIGHT, EIGHT, FOUR, EIGHT), strict=True):
                length = int.from_bytes(item[12:16], "big")
                column.append(np.frombuffer(item, kind, length, HEADER)["value"])
    voters, titles, values, at = (
        np.concatenate(column) if column else np.empty(0, dtype=np.int64) for column in columns
    )
    return interactions_of(voters, titles, values, at)


def interactions_of(voters: Any, titles: Any, values: Any, at: Any) -> Interactions:
    """Parallel columns of ids, values and Unix seconds as Interactions."""
    profile_ids, profile_code = np.unique(np.asarray(voters, dtype=np.int64), return_inverse=True)
    title_ids, title_code = np.unique(np.asarray(titles, dtype=np.int64), return_inverse=True)
    return Interactions(
        profile_ids=profile_ids,
        title_ids=title_ids,
        profile_code=profile_code.astype(np.int32),
        title_code=title_code.astype(np.int32),
        value=np.asarray(values, dtype=np.float32),
        at=np.asarray(at, dtype=np.int64),
    )
