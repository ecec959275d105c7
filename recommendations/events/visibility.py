"""Whether what an event names exists for the profile that sent it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from catalog.models import Artwork, Episode, Title
from recommendations.contracts import IncomingEvent, Viewer


class TitleNotFound(LookupError):
    """There is no such title for this viewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The titles, episodes and pictures of a batch that this profile may know of; the latter two with their title."""

    title_ids: frozenset[int]
    title_of_episode: dict[int, int]
    title_of_artwork: dict[int, int]

    def problem_with(self, event: IncomingEvent) -> str | None:
        if event.title_id is None:
            return "An episode or a picture needs its title." if event.episode_id or event.artwork_id else None
        if event.title_id not in self.title_ids:
            return "There is no such title."
        if event.episode_id is not None and self.title_of_episode.get(event.episode_id) != event.title_id:
            return "There is no such episode."
        if event.artwork_id is not None and self.title_of_artwork.get(event.artwork_id) != event.title_id:
            return "There is no such picture."
        return None


def look_up(*, batch: Collection[IncomingEvent], ceiling: int, country: str, at: datetime) -> Named:
    """Read what a batch names, in at most three queries."""
    titles = {event.title_id for event in batch if event.title_id is not None}
    episodes = {event.episode_id for event in batch if event.episode_id is not None}
    artworks = {event.artwork_id for event in batch if event.artwork_id is not None}
    visible = Title.objects.visible_to(ceiling=ceiling, country=country, at=at)
    return Named(
        title_ids=frozenset(visible.filter(pk__in=titles).values_list("pk", flat=True)) if titles else frozenset(),
        title_of_episode=dict(Episode.objects.filter(pk__in=episodes).values_list("pk", "season__title_id"))
        if episodes
        else {},
        title_of_artwork=dict(Artwork.objects.filter(pk__in=artworks).values_list("pk", "title_id"))
        if artworks
        else {},
    )


def require_visible(*, viewer: Viewer, title_id: int) -> None:
    """Raise TitleNotFound unless the viewer may see the title now."""
    visible = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=viewer.now)
    if not visible.filter(pk=title_id).exists():
        raise TitleNotFound
