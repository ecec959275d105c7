"""The catalogue as a list for API clients: the same for every viewer of one ceiling and country, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from catalog.models import CatalogueStamp, TitleKind
from recommendations.candidates.catalogue import BoolVector, Catalogue, Subjects, current_catalogue
from recommendations.contracts import Card, Viewer
from recommendations.pages.browse import SubjectNotFound
from recommendations.pages.cards import current_cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the list; `last` is where the next one goes on, or None at the end."""

    cards: Sequence[Card]
    last: tuple[datetime, int] | None


def list_titles(
    *, viewer: Viewer, genre: str | None, mood: str | None, kind: str | None, after: tuple[datetime, int] | None,
    limit: int,
) -> Listing:  # fmt: skip
    """The titles that have all that was asked for; raises SubjectNotFound for a genre or mood that does not exist."""
    version = CatalogueStamp.current()
    catalogue, cards = current_catalogue(version=version), current_cards(version=version).cards
    among = catalogue.visible_to(viewer)
    if genre is not None:
        among &= _members(catalogue.genres, genre)
    if mood is not None:
        among &= _members(catalogue.moods, mood)
    if kind is not None:
        among &= catalogue.is_series == (kind == TitleKind.SERIES)
    if after is not None:
        among &= _after(catalogue, after)
    codes = np.flatnonzero(among)
    order = codes[np.lexsort((-catalogue.title_ids[codes], -catalogue.added_at[codes]))]
    ids = catalogue.title_ids[order[:limit]].tolist()
    last = None
    if len(order) > limit:
        code = int(order[limit - 1])
        last = datetime.fromtimestamp(int(catalogue.added_at[code]), tz=UTC), int(catalogue.title_ids[code])
    return Listing(cards=[cards[title] for title in ids if title in cards], last=last)


def _members(subjects: Subjects, slug: str) -> BoolVector:
    if slug not in subjects.slugs:
        raise SubjectNotFound
    return np.asarray(subjects.member[:, subjects.slugs.index(slug)] > 0)


def _after(catalogue: Catalogue, after: tuple[datetime, int]) -> BoolVector:
    at, title_id = after
    seconds = int(at.timestamp())
    same = (catalogue.added_at == seconds) & (catalogue.title_ids < title_id)
    return np.asarray((catalogue.added_at < seconds) | same)
