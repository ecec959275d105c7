"""What of a title can be played, and where this viewer goes on: for players that are not the site's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.models import Artwork, Episode, Title, VideoSource
from recommendations.artwork.visit import visit_of
from recommendations.contracts import Viewer
from recommendations.events.visibility import TitleNotFound
from recommendations.models import WatchProgress
from recommendations.pages.ending import named_episode

BEGUN_SHARE = 0.02
"""Whoever saw less than this starts from the beginning."""
ENDED_SHARE = 0.9
"""So does whoever saw more than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playable:
    """A film, a series as a whole (which has trailers at most), or one episode of it."""

    title: Title
    episode: Episode | None
    videos: Sequence[VideoSource]
    """What it is before its trailers; with captions, chapters and storyboard at hand."""
    resume_seconds: float


def playable(*, viewer: Viewer, slug: str, season: int | None = None, number: int | None = None) -> Playable:
    """Raises TitleNotFound for a title, or an episode, that does not exist for this viewer."""
    visible = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=viewer.now)
    title = visible.filter(slug=slug).first()
    if title is None:
        raise TitleNotFound
    episode = named_episode(title, season, number)
    videos = VideoSource.objects.filter(title=title, episode=episode).select_related("storyboard")
    progress = WatchProgress.objects.filter(profile_id=viewer.profile_id, title=title, episode=episode).first()
    return Playable(
        title=title,
        episode=episode,
        videos=list(videos.prefetch_related("captions", "chapters").order_by("kind", "pk")),
        resume_seconds=resume_at(progress),
    )


def resume_at(progress: WatchProgress | None) -> float:
    """Where to go on, in seconds; 0 for what was hardly begun, and for what has ended."""
    if progress is None or progress.duration_seconds <= 0:
        return 0.0
    share = progress.position_seconds / progress.duration_seconds
    return progress.position_seconds if BEGUN_SHARE <= share < ENDED_SHARE else 0.0


def still(*, viewer: Viewer, title_id: int) -> str:
    """A picture for as long as the video has not begun, which is the large one of the title's page: the one made for
    large places, else the one that this viewer saw of the title; "" where it has none.
    """
    kinds = (Artwork.Kind.BILLBOARD, Artwork.Kind.TILE)
    pictures = list(Artwork.objects.filter(title=title_id, is_active=True, kind__in=kinds).order_by("pk"))
    made = next((picture for picture in pictures if picture.kind == Artwork.Kind.BILLBOARD), None)
    # Whoever comes by a link alone has seen none yet, and to choose one would take as long as a page.
    seen = visit_of(profile_id=viewer.profile_id, now=viewer.now).pictures.get(title_id)
    chosen = next((picture for picture in pictures if seen and picture.pk == seen.artwork_id), None)
    shown = made or chosen or next(iter(pictures), None)
    return str(shown.image.url) if shown else ""
