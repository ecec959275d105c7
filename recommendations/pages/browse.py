"""Pages of one kind of titles: a genre, a mood, a person, films, series, My List; in the viewer's own order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from catalog.models import Person, TitleKind
from recommendations.candidates.catalogue import BoolVector, Subjects
from recommendations.contracts import FloatVector, Tile, Viewer
from recommendations.pages.gather import Gathered
from recommendations.pages.loose import gathered_for, loose_tiles
from recommendations.ranking.context import RankingContext

PAGE_LENGTH = 60
MIDDLING = 3.0
"""Of 1..5: what was rated lower was not liked."""


class SubjectNotFound(LookupError):
    """There is no such genre, mood or person for this viewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowsePage:
    heading: str
    introduction: str
    tiles: Sequence[Tile]
    page: int
    pages: int


def genre_page(*, viewer: Viewer, slug: str, page: int = 1) -> BrowsePage:
    """Raises SubjectNotFound unless the viewer may see a title of this genre."""
    return _subject_page(viewer, slug, page, lambda gathered: gathered.context.catalogue.genres)


def mood_page(*, viewer: Viewer, slug: str, page: int = 1) -> BrowsePage:
    """Raises SubjectNotFound unless the viewer may see a title of this mood."""
    return _subject_page(viewer, slug, page, lambda gathered: gathered.context.catalogue.moods)


def kind_page(*, viewer: Viewer, kind: TitleKind, page: int = 1) -> BrowsePage:
    """All films, or all series."""
    gathered = gathered_for(viewer)
    is_series = gathered.context.catalogue.is_series
    return _page(
        gathered, is_series == (kind == TitleKind.SERIES), "Series" if kind == TitleKind.SERIES else "Films", "", page
    )


def person_page(*, viewer: Viewer, slug: str) -> tuple[Person, BrowsePage]:
    """Raises SubjectNotFound unless the viewer may see a title with this person."""
    person = Person.objects.filter(slug=slug).first()
    if person is None:
        raise SubjectNotFound
    gathered = gathered_for(viewer)
    codes = gathered.context.catalogue.code_of(list(person.credits.values_list("title_id", flat=True).distinct()))
    marked = np.zeros(len(gathered.context.catalogue.title_ids), dtype=bool)
    marked[codes[codes >= 0]] = True
    found = _page(gathered, marked, person.name, "", 1)
    if not found.tiles:
        raise SubjectNotFound
    return person, found


def my_list_page(*, viewer: Viewer) -> BrowsePage:
    """What the viewer saved, newest first."""
    gathered = gathered_for(viewer)
    tiles = loose_tiles(gathered=gathered, titles=gathered.context.scored(list(gathered.context.taste.listed)))
    return BrowsePage(heading="My List", introduction="", tiles=tiles, page=1, pages=1)


def _subject_page(viewer: Viewer, slug: str, page: int, which: Callable[[Gathered], Subjects]) -> BrowsePage:
    gathered = gathered_for(viewer)
    subjects = which(gathered)
    if slug not in subjects.slugs:
        raise SubjectNotFound
    number = subjects.slugs.index(slug)
    found = _page(gathered, subjects.member[:, number] > 0, subjects.names[number], "", page)
    if not found.tiles:
        raise SubjectNotFound
    return found


def _page(gathered: Gathered, marked: BoolVector, heading: str, introduction: str, page: int) -> BrowsePage:
    """What was marked and may be seen, in the order of suggestions; what was hidden or disliked comes last, and what
    was watched stays where it is.
    """
    context = gathered.context
    among = marked & context.visible
    total = int(among.sum())
    pages = max(1, -(-total // PAGE_LENGTH))
    page = min(max(1, page), pages)
    order = context.best(_unwanted_last(context), among, page * PAGE_LENGTH)[(page - 1) * PAGE_LENGTH :]
    how = "the most watched first" if context.is_newcomer else "in the order in which we would suggest them"
    return BrowsePage(
        heading=heading,
        introduction=introduction or f"{total} title{'s' if total != 1 else ''}, {how}",
        tiles=loose_tiles(gathered=gathered, titles=order),
        page=page,
        pages=pages,
    )


def _unwanted_last(context: RankingContext) -> FloatVector:
    """The relevance, with what was hidden or got a thumb down below everything else in the same order."""
    taste = context.taste
    poor = [title for title, value in taste.ratings.items() if value < MIDDLING]
    codes = context.catalogue.code_of([*taste.hidden, *poor])
    codes = codes[codes >= 0]
    scores = context.relevance.copy()
    scores[codes] -= np.float32(np.ptp(scores) + 1.0) if len(scores) else 0.0
    return scores
