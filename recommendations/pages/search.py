"""The search page: never ends empty."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalog.search import Found, search
from recommendations.contracts import Scored, Tile, Viewer
from recommendations.pages.loose import gathered_for, loose_tiles

LIMIT = 40
SUGGESTED = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    query: str
    tiles: Sequence[Tile]
    people: Sequence[Found]
    genres: Sequence[Found]
    moods: Sequence[Found]
    suggestions: Sequence[Tile]
    """What this viewer may like instead; only when nothing was found, or nothing asked."""


def search_page(*, viewer: Viewer, query: str) -> SearchPage:
    """Titles, people, genres and moods for a query, typing errors forgiven."""
    result = search(query=query, ceiling=viewer.ceiling, country=viewer.country, at=viewer.now, limit=LIMIT)
    gathered = gathered_for(viewer)
    found = loose_tiles(gathered=gathered, titles=[Scored(title_id=title, score=0.0) for title in result.titles])
    tiles = [replace(tile, found_by=result.found_by.get(tile.card.title_id, "")) for tile in found]
    suggestions: Sequence[Tile] = ()
    if not tiles:
        context = gathered.context
        suggestions = loose_tiles(
            gathered=gathered, titles=context.best(context.relevance, context.suggestable, SUGGESTED)
        )
    return SearchPage(
        query=result.query,
        tiles=tiles,
        people=result.people,
        genres=result.genres,
        moods=result.moods,
        suggestions=suggestions,
    )
