"""The player's page: one film or episode, where to resume, what comes next; honest when there is no video."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import profile_required
from accounts.http import ProfileRequest
from catalog.models import Episode, Title, TitleKind, VideoKind, VideoSource
from recommendations.contracts import Viewer
from recommendations.events.actions import TitleNotFound, mark_watched
from recommendations.events.taste import read_taste
from recommendations.models import Rating, WatchProgress
from recommendations.pages.ending import named_episode, next_episode
from recommendations.pages.media_addresses import caption_address, chapters_address, storyboard_address, video_address
from recommendations.pages.playable import resume_at, still
from recommendations.pages.viewer import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionTrack:
    """One <track>."""

    url: str
    language: str
    label: str


@profile_required
@never_cache
@require_safe
def watch(request: ProfileRequest, slug: str, season: int | None = None, episode: int | None = None) -> HttpResponse:
    """Play a film or an episode; a series without a number goes on where this profile left it."""
    viewer = viewer_of(profile=request.profile, device_kind=request.device_kind, now=timezone.now())
    title = _title(viewer, slug)
    if season is None and title.kind == TitleKind.SERIES:
        current = episode_to_go_on_with(viewer=viewer, title_id=title.pk)
        if current is not None:
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return redirect(_address(title, current) + query)
    try:
        current = named_episode(title, season, episode)
    except TitleNotFound:
        raise Http404 from None
    return render(request, "recommendations/watch.html", _context(viewer, request, title, current))


@profile_required
@require_POST
def mark_as_watched(request: ProfileRequest, slug: str) -> HttpResponse:
    """Note that a title was seen; for those that have no video here."""
    viewer = viewer_of(profile=request.profile, device_kind=request.device_kind, now=timezone.now())
    title = _title(viewer, slug)
    try:
        mark_watched(viewer=viewer, title_id=title.pk, episode_id=_named_episode(request, title), now=viewer.now)
    except TitleNotFound:
        raise Http404 from None
    return redirect(title)


def _title(viewer: Viewer, slug: str) -> Title:
    visible = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=viewer.now)
    title = visible.filter(slug=slug).first()
    if title is None:
        raise Http404
    return title


def episode_to_go_on_with(*, viewer: Viewer, title_id: int) -> Episode | None:
    """Of a series, the episode that playing goes on with, the first where nothing was begun; None for a film."""
    progress = read_taste(profile_id=viewer.profile_id, now=viewer.now).progress
    episode_id = next((item.episode_id for item in progress if item.title_id == title_id), None)
    episodes = (
        Episode.objects.filter(season__title=title_id).select_related("season").order_by("season__number", "number")
    )
    current = episodes.filter(pk=episode_id).first() if episode_id is not None else None
    return current or episodes.first()


def _address(title: Title, episode: Episode | None) -> str:
    if episode is None:
        return reverse("watch", args=[title.slug])
    return reverse("watch-episode", args=[title.slug, episode.season.number, episode.number])


def _ending_address(title: Title, episode: Episode | None) -> str:
    named = f"?season={episode.season.number}&episode={episode.number}" if episode else ""
    return reverse("after", args=[title.slug]) + named


def _named_episode(request: ProfileRequest, title: Title) -> int | None:
    text = request.POST.get("episode", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    return Episode.objects.filter(pk=int(text), season__title=title).values_list("pk", flat=True).first()


def _context(viewer: Viewer, request: ProfileRequest, title: Title, episode: Episode | None) -> dict[str, Any]:
    progress = WatchProgress.objects.filter(profile_id=viewer.profile_id, title=title, episode=episode).first()
    sources = VideoSource.objects.filter(title=title, episode=episode, kind=VideoKind.MAIN)
    source = sources.select_related("storyboard").first()
    coming = next_episode(title, episode)
    context: dict[str, Any] = {
        "title": title,
        "episode": episode,
        "progress": progress,
        "resume_at": resume_at(progress),
        "next_episode": coming,
        "next_url": _address(title, coming) if coming else "",
        "ending_url": _ending_address(title, episode),
        "autoplay_next": request.profile.autoplay_next,
        "keeps_history": request.profile.records_history,
        "rating": Rating.objects.filter(profile_id=viewer.profile_id, title=title).first(),
        "video": source,
    }
    if source is not None:
        context |= _tracks(source, viewer.profile_id, request.profile.language)
        context["poster_url"] = still(viewer=viewer, title_id=title.pk)
    return context


def _tracks(source: VideoSource, profile_id: int, language: str) -> dict[str, Any]:
    """Addresses of the video and of all that goes with it; captions in `language` first, for the first are shown."""
    board = getattr(source, "storyboard", None)
    return {
        "video_url": video_address(video=source, profile_id=profile_id),
        "chapters_url": chapters_address(video=source, profile_id=profile_id) if source.chapters.exists() else "",
        "storyboard_url": storyboard_address(storyboard=board, profile_id=profile_id) if board else "",
        "captions": [
            CaptionTrack(
                url=caption_address(caption=caption, profile_id=profile_id),
                language=caption.language,
                label=caption.label,
            )
            for caption in sorted(source.captions.all(), key=lambda one: one.language != language)
        ],
    }
