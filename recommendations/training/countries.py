"""Count what is watched of late in each country: what its Top 10 are by."""

from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers import ByCountry
from recommendations.modelstore.scorers.base import codes_of
from recommendations.modelstore.scorers.by_country import number_of

HALF_LIFE_DAYS = 7.0
COUNTED_DAYS = 60.0
FEWEST_ACCOUNTS = 30
"""A country with fewer households that watched anything of late has no list of its own: it would be a few people's."""
PRIOR_ACCOUNTS = 20.0
"""So many households that watch as all countries do are added to a country's own."""

WATCHED = """
    SELECT country, title_id, sum(power(0.5, extract(epoch FROM %(now)s - at)::float8 / 86400 / %(half_life)s)) AS worth
    FROM (SELECT profile.country, coalesce(profile.user_id, -profile.id) AS account, seen.title_id,
                 max(seen.updated_at) AS at
          FROM recommendations_watchprogress seen JOIN accounts_profile profile ON profile.id = seen.profile_id
          WHERE profile.country <> '' AND profile.records_history AND NOT seen.excluded
            AND seen.updated_at <= %(now)s AND seen.updated_at > %(now)s - make_interval(days => %(counted)s)
          GROUP BY profile.country, account, seen.title_id) AS once
    GROUP BY country, title_id
"""
ACCOUNTS = """
    SELECT profile.country, count(DISTINCT coalesce(profile.user_id, -profile.id))
    FROM recommendations_watchprogress seen JOIN accounts_profile profile ON profile.id = seen.profile_id
    WHERE profile.country <> '' AND profile.records_history AND NOT seen.excluded
      AND seen.updated_at <= %(now)s AND seen.updated_at > %(now)s - make_interval(days => %(counted)s)
    GROUP BY profile.country
"""


def demand_by_country(title_ids: IntVector, *, everywhere: FloatVector, now: datetime) -> ByCountry | None:
    """One vote per household and title, halved every week; None where no country has enough households.

    `everywhere` is what is watched in all countries, parallel to `title_ids`; a country's few are drawn towards it.
    """
    parameters: dict[str, Any] = {"now": now, "half_life": HALF_LIFE_DAYS, "counted": int(COUNTED_DAYS)}
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNTS, parameters)
        accounts = {country: count for country, count in cursor.fetchall() if count >= FEWEST_ACCOUNTS}
        if not accounts:
            return None
        cursor.execute(WATCHED, parameters)
        watched = [row for row in cursor.fetchall() if row[0] in accounts]
    countries = sorted(accounts, key=number_of)
    rows = {country: place for place, country in enumerate(countries)}
    worth = np.zeros((len(countries), len(title_ids)))
    codes = codes_of(title_ids, [title for _country, title, _worth in watched])
    for (country, _title, value), code in zip(watched, codes.tolist(), strict=True):
        if code >= 0:
            worth[rows[country], code] = value
    usual = np.maximum(everywhere.astype(np.float64), 0.0)
    usual /= max(float(usual.sum()), 1e-9)
    per_account = worth.sum(axis=1) / np.array([accounts[country] for country in countries])
    scores = worth + PRIOR_ACCOUNTS * per_account[:, None] * usual
    scores /= np.maximum(scores.sum(axis=1, keepdims=True), 1e-9)
    return ByCountry(
        title_ids=title_ids, countries=np.array([number_of(country) for country in countries], dtype=np.int32),
        scores=scores.astype(np.float32),
    )  # fmt: skip
