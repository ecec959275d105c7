"""Count what is watched of late in each country: what its most watched are."""

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
MOST_SCORES = 25_000_000
"""Countries times titles, at four bytes each: of very many titles only those countries have lists that watch most."""

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
        enough = [(count, country) for country, count in cursor.fetchall() if count >= FEWEST_ACCOUNTS]
        most = max(1, MOST_SCORES // max(1, len(title_ids)))
        accounts = {country: count for count, country in sorted(enough, reverse=True)[:most]}
        if not accounts:
            return None
        cursor.execute(WATCHED, parameters)
        watched = [row for row in cursor.fetchall() if row[0] in accounts]
    countries = sorted(accounts, key=number_of)
    rows = {country: place for place, country in enumerate(countries)}
    scores = np.zeros((len(countries), len(title_ids)), dtype=np.float32)
    codes = codes_of(title_ids, [title for _country, title, _worth in watched])
    for (country, _title, value), code in zip(watched, codes.tolist(), strict=True):
        if code >= 0:
            scores[rows[country], code] = value
    usual = np.maximum(everywhere.astype(np.float64), 0.0)
    usual /= max(float(usual.sum()), 1e-9)
    for own, country in zip(scores, countries, strict=True):
        own += (PRIOR_ACCOUNTS * float(own.sum()) / accounts[country] * usual).astype(np.float32)
        own /= max(float(own.sum()), 1e-9)
    return ByCountry(
        title_ids=title_ids, countries=np.array([number_of(country) for country in countries], dtype=np.int32),
        scores=scores,
    )  # fmt: skip
