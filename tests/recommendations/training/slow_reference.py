"""What is learned from, said in plain SQL: slow, and what the arrays of `read_dataset` must equal."""

from datetime import datetime

from django.db import connection

from recommendations.events.rewards import active_rewards
from recommendations.events.signals import ONLY_LOOKED, signal_parameters, signals_sql

VOTER = """
    voter AS (
      SELECT id AS profile_id,
             CASE WHEN user_id IS NULL THEN id ELSE min(id) OVER (PARTITION BY user_id) END AS voter_id
      FROM accounts_profile WHERE records_history)
"""
RATINGS = f"""
    WITH {VOTER}
    SELECT voter_id, title_id, avg(said.value)::float4, extract(epoch FROM max(rated_at))::int8 AS at
    FROM recommendations_rating said JOIN voter USING (profile_id)
    WHERE rated_at <= %(now)s AND NOT EXISTS (
      SELECT FROM recommendations_watchprogress hushed
      WHERE hushed.excluded AND hushed.profile_id = said.profile_id AND hushed.title_id = said.title_id)
      AND NOT EXISTS (
      SELECT FROM recommendations_tastestate begun
      WHERE begun.profile_id = said.profile_id AND said.rated_at <= begun.restarted_at)
    GROUP BY voter_id, title_id ORDER BY voter_id, at, title_id
"""
STRENGTHS = f"""
    WITH {VOTER},
    worth AS (SELECT * FROM unnest(%(names)s::text[], %(worths)s::float8[]) AS worth (signal, weight)),
    of_profile AS (
      SELECT profile_id, title_id, sum(weight * quantity) AS value, max(at) AS at
      FROM ({signals_sql(of_profile="TRUE")}) AS everyone JOIN worth USING (signal) WHERE at <= %(now)s
      GROUP BY profile_id, title_id HAVING NOT bool_and(signal = ANY(%(only_looked)s)))
    SELECT voter_id, title_id, avg(value)::float4, extract(epoch FROM max(at))::int8 AS at
    FROM of_profile JOIN voter USING (profile_id) GROUP BY voter_id, title_id ORDER BY voter_id, at, title_id
"""

Row = tuple[int, int, float, int]


def slow_ratings(*, cutoff: datetime) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(RATINGS, {"now": cutoff})
        return list(cursor.fetchall())


def slow_strengths(*, cutoff: datetime) -> list[Row]:
    rewards = active_rewards()
    with connection.cursor() as cursor:
        cursor.execute(
            STRENGTHS,
            {
                **signal_parameters(now=cutoff),
                "only_looked": list(ONLY_LOOKED),
                "names": list(rewards),
                "worths": [float(worth) for worth in rewards.values()],
            },
        )
        return list(cursor.fetchall())
