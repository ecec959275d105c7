"""The catalogue as arrays, held by each process and renewed when the catalogue's version stamp moves."""

import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from catalog.maturity import KIDS_CEILING
from catalog.models import TitleKind
from recommendations.candidates.grammar import SUBJECTS, TAILS
from recommendations.candidates.named import characters_in, titles_by_name
from recommendations.contracts import FloatVector, IntVector, Viewer
from recommendations.modelstore.scorers.base import codes_of

KEYWORDS_SAID = frozenset({*SUBJECTS, *TAILS})
KEYWORDS = """
    SELECT slug, title_id FROM catalog_title_keywords JOIN catalog_keyword ON catalog_keyword.id = keyword_id
    WHERE slug = ANY(%s)
"""
COUNTRIES = """
    SELECT name, title_id FROM catalog_title_countries JOIN catalog_country ON catalog_country.code = country_id
"""
CHARACTERS = """
    SELECT title_id, character FROM catalog_credit JOIN catalog_title ON catalog_title.id = title_id
    WHERE character <> '' AND maturity <= %s ORDER BY title_id, billing, catalog_credit.id
"""

BoolVector = npt.NDArray[np.bool_]
FOREVER = np.iinfo(np.int64).max


@dataclass(frozen=True, kw_only=True)
class Subjects:
    """Genres or moods: names and slugs, and which title (rows, as in `title_ids`) has which (columns)."""

    ids: IntVector
    names: tuple[str, ...]
    slugs: tuple[str, ...]
    member: npt.NDArray[np.float32]

    @cached_property
    def titles(self) -> tuple[IntVector, ...]:
        """The codes of the titles of each."""
        return tuple(np.flatnonzero(column) for column in self.member.T)

    @cached_property
    def counts(self) -> FloatVector:
        """How many of them each title has."""
        return np.asarray(self.member.sum(axis=1))

    @cached_property
    def prior(self) -> FloatVector:
        """Each one's share of all."""
        return np.asarray(self.member.sum(axis=0) / max(1.0, float(self.member.sum())))

    @cached_property
    def shares(self) -> npt.NDArray[np.float64]:
        """Titles x subjects: a title's share 1 among them; and one line of zeros behind, for no title."""
        shares = np.asarray(self.member / np.maximum(1.0, self.counts)[:, np.newaxis], dtype=np.float64)
        return np.vstack([shares, np.zeros((1, shares.shape[1]))])


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Published titles, sorted by id; every vector is parallel to `title_ids`."""

    version: int
    title_ids: IntVector
    maturity: IntVector
    added_at: IntVector
    """Unix seconds."""
    runtime_minutes: IntVector
    is_series: BoolVector
    genres: Subjects
    moods: Subjects
    titles_of_person: Mapping[int, IntVector]
    """Person id -> codes of the titles that the person acted in, directed or made."""
    person_names: Mapping[int, str]
    year: IntVector
    """0 where it is not known."""
    critics_score: IntVector
    """0..100; -1 where there is none."""
    titles_of_keyword: Mapping[str, IntVector]
    """Slug -> codes; of the keywords that the grammar of micro-genres can say."""
    titles_of_country: Mapping[str, IntVector]
    """Name of a country -> codes of what was made there."""
    characters: Mapping[int, tuple[str, ...]]
    """Code -> who is in it, as children know them: first names of characters, of titles for children only."""
    window_code: IntVector
    window_country: npt.NDArray[np.str_]
    window_starts: IntVector
    window_ends: IntVector
    _credit_people: IntVector = field(init=False, repr=False, compare=False)
    _credit_codes: IntVector = field(init=False, repr=False, compare=False)
    _open: dict[str, tuple[int, int, BoolVector]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        # Laid out flat once: counting credits person by person takes a tenth of a second when there are many.
        lists = self.titles_of_person
        counts = np.array([len(codes) for codes in lists.values()], dtype=np.int64)
        codes = np.concatenate([np.empty(0, dtype=np.int64), *lists.values()]).astype(np.int64)
        object.__setattr__(self, "_credit_people", np.repeat(np.array(list(lists), dtype=np.int64), counts))
        object.__setattr__(self, "_credit_codes", codes)

    def people_in(self, codes: IntVector) -> dict[int, int]:
        """Person id -> in how many of these titles (codes) the person is; nobody who is in none."""
        marked = np.zeros(len(self.title_ids), dtype=bool)
        marked[codes] = True
        people, counts = np.unique(self._credit_people[marked[self._credit_codes]], return_counts=True)
        return dict(zip(people.tolist(), counts.tolist(), strict=True))

    def code_of(self, title_ids: npt.ArrayLike) -> IntVector:
        """The place of each title; -1 for unknown or unpublished ones."""
        return codes_of(self.title_ids, title_ids)

    def visible_to(self, viewer: Viewer) -> BoolVector:
        """The same rule as `Title.objects.visible_to`, on arrays; a test holds the two together."""
        return self._open_in(viewer.country, math.floor(viewer.now.timestamp())) & (
            self.maturity <= int(viewer.ceiling)
        )

    def _open_in(self, country: str, now: int) -> BoolVector:
        """What may be seen there, whoever looks: the same from one opening or closing of a window to the next, so that
        each country's last answer is held. `now` in whole seconds, as windows are.
        """
        held = self._open.get(country)
        if held is not None and held[0] <= now < held[1]:
            return held[2]
        here = (self.window_country == "") | (self.window_country == country)
        seen = np.zeros(len(self.title_ids), dtype=bool)
        seen[self.window_code[here & (self.window_starts <= now) & (self.window_ends > now)]] = True
        edges = np.concatenate([self.window_starts[here], self.window_ends[here]])
        since, until = edges[edges <= now].max(initial=-FOREVER), edges[edges > now].min(initial=FOREVER)
        self._open[country] = (int(since), int(until), seen)
        return seen

    def leaves_at(self, viewer: Viewer) -> IntVector:
        """When each title can no longer be seen by this viewer, in Unix seconds; FOREVER where nobody has said."""
        now = viewer.now.timestamp()
        here = (self.window_country == "") | (self.window_country == viewer.country)
        counted = here & (self.window_starts <= now) & (self.window_ends > now)
        leaves = np.zeros(len(self.title_ids), dtype=np.int64)
        np.maximum.at(leaves, self.window_code[counted], self.window_ends[counted])
        return leaves


_lock = threading.Lock()
_held: Catalogue | None = None


def current_catalogue(*, version: int) -> Catalogue:
    """The catalogue of this version stamp; read anew only when the stamp moved."""
    global _held  # noqa: PLW0603  # One snapshot per process is the point.
    held = _held
    if held is not None and held.version == version:
        return held
    with _lock:
        if _held is None or _held.version != version:
            _held = read_catalogue(version=version)
        return _held


def read_catalogue(*, version: int) -> Catalogue:
    """Read everything from PostgreSQL; ten queries, whatever the number of titles."""
    titles = _rows(
        "SELECT id, maturity, extract(epoch FROM added_at)::bigint, coalesce(runtime_minutes, 0), kind,"
        " coalesce(year, 0), coalesce(critics_score, -1) FROM catalog_title WHERE is_published ORDER BY id"
    )
    title_ids = np.array([row[0] for row in titles], dtype=np.int64)
    windows = _rows(
        "SELECT title_id, country, floor(extract(epoch FROM starts_at))::bigint,"
        " coalesce(ceil(extract(epoch FROM ends_at))::bigint, %s) FROM catalog_availabilitywindow",
        [int(FOREVER)],
    )
    window_code = codes_of(title_ids, [row[0] for row in windows])
    known = window_code >= 0
    credited = _rows(
        "SELECT person_id, name, title_id FROM catalog_credit JOIN catalog_person ON catalog_person.id = person_id"
        " WHERE role IN ('actor', 'director', 'creator')"
    )
    return Catalogue(
        version=version,
        title_ids=title_ids,
        maturity=np.array([row[1] for row in titles], dtype=np.int64),
        added_at=np.array([row[2] for row in titles], dtype=np.int64),
        runtime_minutes=np.array([row[3] for row in titles], dtype=np.int64),
        is_series=np.array([row[4] == TitleKind.SERIES for row in titles], dtype=bool),
        genres=_subjects("genre", title_ids),
        moods=_subjects("mood", title_ids),
        titles_of_person=_titles_of_people(title_ids, credited),
        person_names={row[0]: row[1] for row in credited},
        year=np.array([row[5] for row in titles], dtype=np.int64),
        critics_score=np.array([row[6] for row in titles], dtype=np.int64),
        titles_of_keyword=titles_by_name(title_ids, _rows(KEYWORDS, [sorted(KEYWORDS_SAID)])),
        titles_of_country=titles_by_name(title_ids, _rows(COUNTRIES)),
        characters=characters_in(title_ids, _rows(CHARACTERS, [int(KIDS_CEILING)])),
        window_code=window_code[known],
        window_country=np.array([row[1] for row in windows], dtype=np.str_)[known],
        window_starts=np.array([row[2] for row in windows], dtype=np.int64)[known],
        window_ends=np.array([row[3] for row in windows], dtype=np.int64)[known],
    )


def _subjects(kind: str, title_ids: IntVector) -> Subjects:
    rows = _rows(f"SELECT id, name, slug FROM catalog_{kind} ORDER BY name, id")  # noqa: S608  # Two literals call this.
    ids = np.array([row[0] for row in rows], dtype=np.int64)
    member = np.zeros((len(title_ids), len(ids)), dtype=np.float32)
    links = _rows(f"SELECT title_id, {kind}_id FROM catalog_title_{kind}s")  # noqa: S608  # As above.
    if links and len(ids):
        order = np.argsort(ids)
        codes = codes_of(title_ids, [link[0] for link in links])
        columns = order[codes_of(ids[order], [link[1] for link in links])]
        member[codes[codes >= 0], columns[codes >= 0]] = 1.0
    return Subjects(ids=ids, names=tuple(row[1] for row in rows), slugs=tuple(row[2] for row in rows), member=member)


def _titles_of_people(title_ids: IntVector, credited: list[tuple[int, str, int]]) -> dict[int, IntVector]:
    found: dict[int, set[int]] = {}
    codes = codes_of(title_ids, [row[2] for row in credited])
    for (person, _name, _title), code in zip(credited, codes.tolist(), strict=True):
        if code >= 0:
            found.setdefault(person, set()).add(code)
    return {person: np.array(sorted(members), dtype=np.int64) for person, members in found.items()}


def _rows(statement: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
