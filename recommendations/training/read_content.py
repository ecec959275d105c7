"""The catalogue's own words and facts, straight from PostgreSQL into sparse tables."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
from django.db import connection
from scipy import sparse

from recommendations.contracts import IntVector
from recommendations.modelstore.scorers.base import codes_of
from recommendations.training.content import Content, eras_of

TITLES = """
    SELECT id, year, lower(concat_ws(' ', name, tagline, short_synopsis, synopsis))
    FROM catalog_title WHERE is_published ORDER BY id
"""
KIND = """
    SELECT title_id, 'genre ' || genre_id FROM catalog_title_genres
    UNION ALL SELECT title_id, 'mood ' || mood_id FROM catalog_title_moods
"""
PEOPLE = "SELECT title_id, person_id::text FROM catalog_credit"
KEYWORDS = """
    SELECT title_id, 'keyword ' || keyword_id FROM catalog_title_keywords
    UNION ALL SELECT title_id, 'country ' || country_id FROM catalog_title_countries
    UNION ALL SELECT title_id, 'language ' || language_id FROM catalog_title_languages
    UNION ALL SELECT id, 'collection ' || collection_id FROM catalog_title WHERE collection_id IS NOT NULL
"""
WORD = re.compile(r"[^\W\d_]{3,}")
COMMONEST_SHARE = 0.3
"""Words that more of the titles use than this say nothing; it does without a list of stop words in every language."""


def read_content() -> Content:
    """Everything published; four queries, whatever the number of titles."""
    titles = _rows(TITLES)
    title_ids = np.array([row[0] for row in titles], dtype=np.int64)
    years = np.array([np.nan if row[1] is None else row[1] for row in titles], dtype=np.float64)
    return Content(
        title_ids=title_ids,
        groups={
            "kind": table_of(title_ids, _rows(KIND)),
            "people": table_of(title_ids, _rows(PEOPLE)),
            "words": table_of(title_ids, [*_rows(KEYWORDS), *words_of((row[0], row[2]) for row in titles)]),
            "era": eras_of(years),
        },
    )


def words_of(texts: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """(title id, word) for every different word of each text, without the commonest."""
    found = [(title_id, set(WORD.findall(text))) for title_id, text in texts]
    titles_with = Counter(word for _title, words in found for word in words)
    most = max(2.0, COMMONEST_SHARE * len(found))
    return [(title_id, word) for title_id, words in found for word in sorted(words) if titles_with[word] <= most]


def table_of(title_ids: IntVector, pairs: Iterable[tuple[int, str]]) -> sparse.csr_array:
    """titles x features of ones; pairs of unknown titles are ignored."""
    listed = list(pairs)
    names, column = np.unique(np.array([name for _title, name in listed], dtype=np.str_), return_inverse=True)
    row = codes_of(title_ids, [title for title, _name in listed])
    known = row >= 0
    table = sparse.csr_array(
        (np.ones(int(known.sum())), (row[known], column[known])), shape=(len(title_ids), len(names))
    )
    table.sum_duplicates()
    table.data[:] = 1.0
    return table


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
