"""Search that forgives: titles, people, genres and moods for a few typed letters, behind the same door as all else.

Two steps, each answered by an index: words and beginnings of words (full text), and only when those find too little,
names that look alike (trigrams). What is hidden from a viewer is not found, and neither are people and subjects all of
whose titles are hidden.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length

from catalog.found_by import found_by
from catalog.models import Credit, Genre, Mood, Person, Title

LONGEST_QUERY = 100
SHORTEST_WORD_IN_TEXTS = 3
"""Shorter beginnings match half of a catalogue; they are looked for at the start of names only."""
LOOKALIKES = 200
SUBJECTS_AT_MOST = 6
ARTICLES = ("the ", "a ", "an ")
_NOT_STORABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A person, genre or mood that a query names."""

    pk: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """Best first, each; `titles` are primary keys."""

    query: str
    titles: list[int]
    people: list[Found]
    genres: list[Found]
    moods: list[Found]
    found_by: dict[int, str] = field(default_factory=dict)
    """Title -> what the query named, in words; of the titles whose name it did not."""


def clean_query(text: str) -> str:
    """What is searched for: one line, storable, at most LONGEST_QUERY characters."""
    return " ".join(_NOT_STORABLE.sub(" ", text[: LONGEST_QUERY * 4]).split())[:LONGEST_QUERY].strip()


def search(*, query: str, ceiling: int, country: str, at: datetime, limit: int = 40) -> SearchResult:
    """Find what `query` may mean, among what the viewer may see; an empty query finds nothing."""
    query = clean_query(query)
    plain = _plain(query)
    if not _WORDS.search(plain):
        return SearchResult(query=query, titles=[], people=[], genres=[], moods=[])
    visible = Title.objects.visible_to(ceiling=ceiling, country=country, at=at)
    people = _people(plain, visible)
    titles = _titles(plain, visible, people, limit)
    return SearchResult(
        query=query,
        titles=titles,
        people=people[:SUBJECTS_AT_MOST],
        genres=_subjects(plain, Genre.objects.all(), visible),
        moods=_subjects(plain, Mood.objects.all(), visible),
        found_by=found_by(query=plain, title_ids=titles, person_id=people[0].pk if people else None),
    )


def _plain(query: str) -> str:
    """Ask the database for its unaccented, lower-case form: both sides of a comparison must be made alike.

    As a plain text, and not as an expression, it lets the beginning of a name be looked up in an index.
    """
    if not query:
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT catalog_plain(%s)", [query])
        return str(cursor.fetchone()[0])


def _titles(query: str, visible: QuerySet[Title], people: list[Found], limit: int) -> list[int]:
    found = list(dict.fromkeys([*_named(query, visible, limit), *_worded(query, visible, limit)]))
    if len(found) < limit and len(query) >= SHORTEST_WORD_IN_TEXTS:
        found += _lookalikes(query, visible)
        found += _titles_of(people, visible, limit) if people else []
    return list(dict.fromkeys(found))[:limit]


def _named(query: str, visible: QuerySet[Title], limit: int) -> Iterable[int]:
    """Titles whose name begins with the query, with or without an article; the whole name first."""
    condition = Q(search_text__startswith=query)
    for article in ARTICLES:
        condition |= Q(search_text__startswith=article + query)
    exact = Case(When(search_text=query, then=Value(1)), default=Value(0))
    ranked = visible.filter(condition).annotate(exact=exact, length=Length("search_text"))
    return ranked.order_by("-exact", "length", "-added_at", "pk").values_list("pk", flat=True)[:limit]


def _worded(query: str, visible: QuerySet[Title], limit: int) -> Iterable[int]:
    """Titles whose name, people, subjects or synopsis contain the words; the last word may be unfinished."""
    words = _WORDS.findall(query)
    if len(words) == 1 and len(words[0]) < SHORTEST_WORD_IN_TEXTS:
        return []
    asked: Any = SearchQuery(query, config="simple", search_type="websearch")
    asked |= SearchQuery(query, config="english", search_type="websearch")
    if len(words[-1]) >= SHORTEST_WORD_IN_TEXTS and '"' not in query:
        asked |= SearchQuery(" & ".join(words) + ":*", config="simple", search_type="raw")
    rank = SearchRank(F("search_vector"), asked, weights=[0.05, 0.3, 0.5, 1.0])
    ranked = visible.filter(search_vector=asked).annotate(rank=rank)
    return ranked.order_by("-rank", "-added_at", "pk").values_list("pk", flat=True)[:limit]


def _lookalikes(query: str, visible: QuerySet[Title]) -> list[int]:
    """Titles whose name resembles the query, for typing errors."""
    alike = RawSQL("SELECT id FROM catalog_title_alike(%s, %s)", [query, LOOKALIKES])
    ranked = visible.filter(pk__in=alike).annotate(likeness=TrigramWordSimilarity(query, "search_text"))
    return list(ranked.order_by("-likeness", "-added_at", "pk").values_list("pk", flat=True))


def _titles_of(people: list[Found], visible: QuerySet[Title], limit: int) -> Iterable[int]:
    """Titles of the person who fits best, for a query that misspells a name."""
    credited = Credit.objects.filter(title=OuterRef("pk"), person=people[0].pk)
    return visible.filter(Exists(credited)).order_by("-added_at", "pk").values_list("pk", flat=True)[:limit]


def _people(query: str, visible: QuerySet[Title]) -> list[Found]:
    if len(query) < SHORTEST_WORD_IN_TEXTS:
        return []
    alike = RawSQL("SELECT id FROM catalog_person_alike(%s, %s)", [query, LOOKALIKES])
    seen = visible.filter(credits__person=OuterRef("pk"))
    ranked = Person.objects.filter(Exists(seen), pk__in=alike)
    return _found(ranked.annotate(likeness=TrigramWordSimilarity(query, "search_text")))


def _subjects(query: str, subjects: "QuerySet[Any]", visible: QuerySet[Title]) -> list[Found]:
    """Genres or moods that the query names: few rows, so no index is asked for."""
    through = "genres" if subjects.model is Genre else "moods"
    named = subjects.annotate(plain_name=_PlainName(F("name")))
    alike = named.annotate(likeness=TrigramWordSimilarity(query, "plain_name"))
    alike = alike.filter(Q(plain_name__startswith=query) | Q(likeness__gte=0.5))
    seen = visible.filter(**{through: OuterRef("pk")})
    return _found(alike.filter(Exists(seen)))


def _found(rows: "QuerySet[Any]") -> list[Found]:
    best = rows.order_by("-likeness", "name", "pk").values_list("pk", "slug", "name")[:SUBJECTS_AT_MOST]
    return [Found(pk=pk, slug=slug, name=name) for pk, slug, name in best]


class _PlainName(Func):
    function = "catalog_plain"
    output_field = TextField()
