"""Why a search found a title, in a few true words, where the title's name does not say so itself."""

import re
from collections.abc import Sequence

from django.db import connection

SHORTEST_WORD = 3
"""Shorter words are in every text; they say why something was found only where there are no others."""
_WORDS = re.compile(r"\w+")
_MAKERS = {"director": "Directed by", "writer": "Written by", "creator": "Created by", "composer": "Music by",
           "narrator": "Told by"}  # fmt: skip

# What the index keeps of a title has the letters of what it was made of: A of its name, B of people and year, C of
# genres, moods and keywords, D of texts. So names are looked through only where the letter says that they will answer.
STATEMENT = """
    WITH asked AS (
        SELECT websearch_to_tsquery('simple', %(query)s) || websearch_to_tsquery('english', %(query)s)
                   || to_tsquery('simple', %(whole)s) AS whole,
               to_tsquery('simple', %(part)s) || to_tsquery('english', %(part)s) AS part
    ), found AS (
        SELECT title.id, title.year, whole, part, ts_filter(search_vector, '{b}') @@ part AS by_people,
               ts_filter(search_vector, '{c}') @@ part AS by_subjects, ts_filter(search_vector, '{a}') AS of_name,
               ts_filter(search_vector, '{d}') AS of_text, starts_with(search_text, %(query)s) AS begins
        FROM catalog_title title CROSS JOIN asked WHERE title.id = ANY(%(titles)s)
    ), said AS (
        SELECT found.*, 0 AS rank, 0 AS billing, 'name' AS kind, '' AS told, of_name AS vector FROM found
        UNION ALL
        SELECT found.*, 1, credit.billing, credit.role, person.name, to_tsvector('simple', person.search_text)
        FROM found JOIN catalog_credit credit ON credit.title_id = found.id
        JOIN catalog_person person ON person.id = credit.person_id WHERE by_people
        UNION ALL
        SELECT found.*, 2, credit.billing, 'actor', person.name || ' as ' || credit.character,
               to_tsvector('simple', catalog_plain(credit.character))
        FROM found JOIN catalog_credit credit ON credit.title_id = found.id AND credit.character <> ''
        JOIN catalog_person person ON person.id = credit.person_id WHERE by_people
        UNION ALL
        SELECT found.*, subject.rank, 0, subject.kind, subject.name, to_tsvector('english', catalog_plain(subject.name))
        FROM found CROSS JOIN LATERAL (
            SELECT 3 AS rank, 'genre' AS kind, genre.name FROM catalog_title_genres link
            JOIN catalog_genre genre ON genre.id = link.genre_id WHERE link.title_id = found.id
            UNION ALL SELECT 4, 'mood', mood.name FROM catalog_title_moods link
            JOIN catalog_mood mood ON mood.id = link.mood_id WHERE link.title_id = found.id
            UNION ALL SELECT 5, 'keyword', keyword.name FROM catalog_title_keywords link
            JOIN catalog_keyword keyword ON keyword.id = link.keyword_id WHERE link.title_id = found.id
        ) AS subject WHERE by_subjects
        UNION ALL
        SELECT found.*, 6, 0, 'year', year::text, to_tsvector('simple', year::text) FROM found WHERE by_people
        UNION ALL
        SELECT found.*, 7, 0, 'text', '', of_text FROM found
        UNION ALL
        SELECT found.*, 8, credit.billing, credit.role, person.name, NULL
        FROM found JOIN catalog_credit credit ON credit.title_id = found.id
        JOIN catalog_person person ON person.id = credit.person_id WHERE person.id = %(person)s
    )
    SELECT DISTINCT ON (id) id, kind, told FROM said
    WHERE vector @@ whole OR vector @@ part OR rank = 8 OR (rank = 0 AND begins)
    -- All of the query before some of it, the name before anything else; the person whom it misspells comes last.
    ORDER BY id, (vector @@ whole OR (rank = 0 AND begins)) IS NOT TRUE, rank, billing, told
"""


def found_by(*, query: str, title_ids: Sequence[int], person_id: int | None) -> dict[int, str]:
    """Title id -> what the query named instead of the title: `With Mara Lindqvist`, `Mood: dreamlike`.

    `query` is plain, as search compares it. Titles whose name was meant, or only resembles the query, are left out.
    `person_id` is of whom a query that misspells a name means.
    """
    words = _WORDS.findall(query)
    if not words or not title_ids:
        return {}
    telling = [word for word in words if len(word) >= SHORTEST_WORD] or words
    asked = {
        "query": query, "titles": list(title_ids), "person": person_id, "whole": " & ".join(words) + ":*",
        "part": " | ".join([*telling, f"{words[-1]}:*"] if words[-1] in telling else telling),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, asked)
        return {title: _in_words(kind, told) for title, kind, told in cursor.fetchall() if kind != "name"}


def _in_words(kind: str, told: str) -> str:
    if kind in ("genre", "mood"):
        return f"{kind.capitalize()}: {told.lower()}"
    if kind == "keyword":
        return f"About: {told.lower()}"
    if kind == "text":
        return "In its description"
    return f"{_MAKERS.get(kind, 'From' if kind == 'year' else 'With')} {told}"
