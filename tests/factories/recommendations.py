"""What profiles did, for tests: every function goes through the same door as the site does, where there is one."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.maturity import Maturity
from catalog.models import Episode, Title
from recommendations.contracts import IncomingEvent, Viewer
from recommendations.events.capture import capture
from recommendations.models import ListEntry, Rating, RatingSource, WatchProgress

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def a_viewer(profile: Profile, *, now: datetime = NOON, device: DeviceKind = DeviceKind.LAPTOP) -> Viewer:
    """The viewer that a request of this profile would make."""
    return Viewer(
        profile_id=profile.pk,
        profile_name=profile.name,
        is_kids=profile.is_kids,
        ceiling=Maturity(profile.maturity_ceiling),
        country=profile.country,
        device=device,
        now=now,
    )


def an_event(
    kind: str,
    *,
    title: Title | None = None,
    episode: Episode | None = None,
    at: datetime = NOON,
    value: float | None = None,
    details: Mapping[str, Any] | None = None,
    client_id: UUID | None = None,
    **place: Any,
) -> IncomingEvent:
    """An event as it comes out of `read_batch`, sent and received at the instant that it happened."""
    return IncomingEvent(
        client_id=client_id or uuid4(),
        kind=kind,
        at=at,
        client_at=at,
        sent_at=at,
        received_at=at,
        title_id=title.pk if title else None,
        episode_id=episode.pk if episode else None,
        value=value,
        details=dict(details or {}),
        **place,
    )


def a_rating(
    profile: Profile,
    title: Title,
    *,
    value: float = 4.0,
    at: datetime = NOON,
    source: str = RatingSource.THUMB,
) -> Rating:
    """A rating as it stands; for one that was said through an action, call the action."""
    return Rating.objects.create(profile=profile, title=title, value=value, rated_at=at, source=source)


def a_list_entry(profile: Profile, title: Title, *, at: datetime = NOON) -> ListEntry:
    return ListEntry.objects.create(profile=profile, title=title, added_at=at)


def a_play(
    profile: Profile,
    title: Title,
    *,
    episode: Episode | None = None,
    seconds: float = 60.0,
    duration: float = 100.0,
    at: datetime = NOON,
    device: DeviceKind = DeviceKind.LAPTOP,
    origin: str = "direct",
    **place: Any,
) -> WatchProgress:
    """Watch the first `seconds` of something in one go, beginning at `at`; answers the progress that it leaves."""
    session = {"play_session": str(uuid4()), "duration": duration}
    end = at + timedelta(seconds=seconds)
    begin = an_event(
        "play", title=title, episode=episode, at=at, value=0.0, details={**session, "origin": origin}, **place
    )
    report = an_event(
        "progress",
        title=title,
        episode=episode,
        at=end,
        value=min(seconds, duration),
        details={**session, "sequence": 1, "watched": seconds},
    )
    capture(profile=profile, device=device, batch=[begin, report])
    progress = progress_of(profile, title, episode=episode)
    assert progress is not None, "The play was refused: is the title visible to the profile?"
    return progress


def progress_of(profile: Profile, title: Title, *, episode: Episode | None = None) -> WatchProgress | None:
    """How far the profile is, or None when it never began."""
    return WatchProgress.objects.filter(profile=profile, title=title, episode=episode).first()
