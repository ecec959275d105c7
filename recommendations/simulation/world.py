"""The catalogue as arrays: what a title is like, who may see it when, what of it plays, and its pictures."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from django.db.models import Count, Q

from catalog.models import (
    Artwork,
    ArtworkLabel,
    AvailabilityWindow,
    Credit,
    Episode,
    Genre,
    Keyword,
    LabelKind,
    Mood,
    Person,
    Title,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MOST_OF_A_KIND = 400
"""Keywords, people and things beyond the commonest so many are nobody's taste."""
USUAL_MINUTES = 90
TASTED = ("genre", "mood", "keyword", "person", "object")


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """Availability: one entry a window; instants are Unix seconds, `country` is empty for everywhere."""

    title: Ints
    country: tuple[str, ...]
    starts_at: Floats
    ends_at: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """T titles by id, K features (genre, mood, keyword, person, object), P pictures by title."""

    title_ids: Ints
    names: tuple[str, ...]
    features: Floats
    """(T, K); objects are in pictures only, so their columns are empty here."""
    feature_names: tuple[tuple[str, str], ...]
    """Kind and slug of each of the K."""
    maturity: Ints
    critics: Floats
    """0 to 100, or not a number."""
    added_at: Floats
    windows: Windows
    first_part: Ints
    """(T + 1): the parts of title t are first_part[t] to first_part[t + 1]; a film has one."""
    part_episode: Ints
    """The episode's id, or 0 for a film."""
    part_seconds: Floats
    first_picture: Ints
    """(T + 1), as for parts; a title may have none."""
    picture_ids: Ints
    picture_features: Floats
    """(P, K), by confidence."""
    billboard: Ints
    """The id of each title's large picture, or 0."""

    def __len__(self) -> int:
        return len(self.title_ids)

    def kinds(self, *kinds: str) -> Ints:
        """The features of these kinds."""
        return np.array([place for place, (kind, _slug) in enumerate(self.feature_names) if kind in kinds], dtype=int)


def read_world() -> World:
    """All published titles, in about a dozen queries; raises ValueError when there is none to watch."""
    titles = list(Title.objects.filter(is_published=True, windows__isnull=False).distinct().order_by("pk"))
    if not titles:
        raise ValueError("There is no title that anybody could watch.")
    code = {title.pk: place for place, title in enumerate(titles)}
    names = _feature_names()
    column = {name: place for place, name in enumerate(names)}
    first_part, episodes, seconds = _parts(titles, code)
    first_picture, pictures, shown = _pictures(code, column)
    billboard = np.zeros(len(titles), dtype=np.int64)
    large = Artwork.objects.filter(kind=Artwork.Kind.BILLBOARD, is_active=True, title__in=code)
    for title, artwork in large.order_by("-pk").values_list("title_id", "pk"):
        billboard[code[title]] = artwork
    critics = [np.nan if title.critics_score is None else title.critics_score for title in titles]
    return World(
        title_ids=np.array(list(code), dtype=np.int64),
        names=tuple(title.name for title in titles),
        features=_features(code, column),
        feature_names=names,
        maturity=np.array([title.maturity for title in titles], dtype=np.int64),
        critics=np.array(critics, dtype=np.float64),
        added_at=np.array([title.added_at.timestamp() for title in titles]),
        windows=_windows(code),
        first_part=first_part,
        part_episode=episodes,
        part_seconds=seconds,
        first_picture=first_picture,
        picture_ids=pictures,
        picture_features=shown,
        billboard=billboard,
    )


def _feature_names() -> tuple[tuple[str, str], ...]:
    """Genres and moods all; of the rest what at least two titles (or pictures) share, the commonest first."""
    shared = {
        "keyword": Keyword.objects.annotate(number=Count("titles")),
        "person": Person.objects.annotate(number=Count("credits__title", distinct=True)),
    }
    found = [("genre", slug) for slug in Genre.objects.order_by("slug").values_list("slug", flat=True)]
    found += [("mood", slug) for slug in Mood.objects.order_by("slug").values_list("slug", flat=True)]
    for kind, rows in shared.items():
        often = rows.filter(number__gte=2).order_by("-number", "slug").values_list("slug", flat=True)
        found += [(kind, slug) for slug in often[:MOST_OF_A_KIND]]
    things = ArtworkLabel.objects.filter(kind=LabelKind.OBJECT).values("value").annotate(number=Count("artwork"))
    often = things.filter(number__gte=2).order_by("-number", "value").values_list("value", flat=True)
    return tuple(found + [("object", value) for value in often[:MOST_OF_A_KIND]])


def _features(code: dict[int, int], column: dict[tuple[str, str], int]) -> Floats:
    table = np.zeros((len(code), len(column)))
    tables = {"genre": "genres", "mood": "moods", "keyword": "keywords"}
    for kind, field in tables.items():
        _mark(table, code, column, kind, Title.objects.filter(pk__in=code).values_list("pk", f"{field}__slug"))
    people = Credit.objects.filter(title__in=code).values_list("title_id", "person__slug")
    _mark(table, code, column, "person", people)
    return table


def _mark(
    table: Floats, code: dict[int, int], column: dict[tuple[str, str], int], kind: str, pairs: Iterable[tuple[int, str]]
) -> None:
    for title, slug in pairs:
        if (kind, slug) in column:
            table[code[title], column[kind, slug]] = 1.0


def _windows(code: dict[int, int]) -> Windows:
    rows = list(
        AvailabilityWindow.objects.filter(title__in=code).order_by("pk")
        .values_list("title_id", "country", "starts_at", "ends_at")
    )  # fmt: skip
    return Windows(
        title=np.array([code[row[0]] for row in rows], dtype=np.int64),
        country=tuple(row[1] for row in rows),
        starts_at=np.array([row[2].timestamp() for row in rows]),
        ends_at=np.array([row[3].timestamp() if row[3] else np.inf for row in rows]),
    )


def _parts(titles: list[Title], code: dict[int, int]) -> tuple[Ints, Ints, Floats]:
    """What plays: the episodes of a series in order, or the film itself."""
    episodes: dict[int, list[tuple[int, float]]] = {}
    rows = Episode.objects.filter(season__title__in=code).order_by("season__title", "season__number", "number")
    for title, episode, minutes in rows.values_list("season__title_id", "pk", "runtime_minutes"):
        usual = titles[code[title]].runtime_minutes or USUAL_MINUTES
        episodes.setdefault(title, []).append((episode, 60.0 * (minutes or usual)))
    parts = [episodes.get(title.pk) or [(0, 60.0 * (title.runtime_minutes or USUAL_MINUTES))] for title in titles]
    first = np.cumsum([0, *map(len, parts)])
    flat = [part for of_title in parts for part in of_title]
    return first, np.array([part[0] for part in flat], dtype=np.int64), np.array([part[1] for part in flat])


def _pictures(code: dict[int, int], column: dict[tuple[str, str], int]) -> tuple[Ints, Ints, Floats]:
    """The 16:9 pictures that may stand for a title, by title and id, and what is in them."""
    tiles = Artwork.objects.filter(kind=Artwork.Kind.TILE, is_active=True, title__in=code)
    rows = sorted((code[title], artwork) for title, artwork in tiles.values_list("title_id", "pk"))
    place = {artwork: at for at, (_title, artwork) in enumerate(rows)}
    shown = np.zeros((len(rows), len(column)))
    labels = ArtworkLabel.objects.filter(Q(artwork__in=tiles), kind__in=TASTED)
    for artwork, kind, value, sure in labels.values_list("artwork_id", "kind", "value", "confidence"):
        if (kind, value) in column:
            at = place[artwork], column[kind, value]
            shown[at] = max(sure, shown[at])
    of_title = np.array([row[0] for row in rows], dtype=np.int64)
    first = np.searchsorted(of_title, np.arange(len(code) + 1))
    return first, np.array([row[1] for row in rows], dtype=np.int64), shown
