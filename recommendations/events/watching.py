"""Watch progress from the reports of a player; whatever their order, the state that they leave is the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.device_kinds import DeviceKind
from recommendations.contracts import IncomingEvent
from recommendations.models import PlayOrigin, PlaySession, WatchProgress

COMPLETED_SHARE = 0.9
CLOCK_TOLERANCE = 1.1
"""Credited viewing time may exceed the clock by this much, times the playback rate."""

SESSION_FIELDS = (
    "sequence",
    "position_seconds",
    "duration_seconds",
    "reported_seconds",
    "credited_seconds",
    "fastest_rate",
    "first_at",
    "last_at",
    "completed",
    "origin",
    "page_id",
    "row",
    "column",
    "artwork",
)

PROGRESS_FIELDS = (
    "session",
    "position_seconds",
    "duration_seconds",
    "watched_seconds",
    "started_at",
    "updated_at",
    "completed",
    "dismissed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one play or progress event says about its run of the player."""

    at: datetime
    sequence: int
    position_seconds: float
    duration_seconds: float
    reported_seconds: float
    rate: float


def report_of(event: IncomingEvent) -> Report:
    """The event as a report; a position beyond the end is the end."""
    duration = float(event.details.get("duration", 0.0))
    position = float(event.value or 0.0)
    return Report(
        at=event.at,
        sequence=int(event.details.get("sequence", 0)),
        position_seconds=min(position, duration) if duration else position,
        duration_seconds=duration,
        reported_seconds=float(event.details.get("watched", 0.0)),
        rate=float(event.details.get("rate", 1.0)),
    )


def merge_report(session: PlaySession, report: Report) -> None:
    """Take a report into a run. Everything is a greatest or a least, so order and repetition do not matter."""
    if (report.sequence, report.position_seconds) >= (session.sequence, session.position_seconds):
        session.sequence = report.sequence
        session.position_seconds = report.position_seconds
    session.duration_seconds = max(session.duration_seconds, report.duration_seconds)
    session.reported_seconds = max(session.reported_seconds, report.reported_seconds)
    session.fastest_rate = max(session.fastest_rate, report.rate)
    session.first_at = min(session.first_at, report.at)
    session.last_at = max(session.last_at, report.at)
    if 0 < report.duration_seconds * COMPLETED_SHARE <= report.position_seconds:
        session.completed = True
    wall_seconds = (session.last_at - session.first_at).total_seconds()
    session.credited_seconds = min(session.reported_seconds, wall_seconds * CLOCK_TOLERANCE * session.fastest_rate)


def project_watching(*, profile_id: int, device: DeviceKind, events: Sequence[IncomingEvent]) -> bool:
    """Under the profile's lock, bring runs and progress up to date; answers whether any was begun or completed."""
    events = sorted(events, key=lambda event: (event.at, event.client_id))
    sessions = _sessions_of(profile_id, events)
    credited_before = {client_id: session.credited_seconds for client_id, session in sessions.items()}
    begun: set[UUID] = set()
    for event in events:
        client_id = UUID(event.details["play_session"])
        session = sessions.get(client_id)
        if session is None:
            session = sessions[client_id] = _begin(profile_id, device, client_id, event)
            begun.add(client_id)
        if (session.title_id, session.episode_id) == (event.title_id, event.episode_id):
            _attribute(session, event)
            merge_report(session, report_of(event))
    PlaySession.objects.bulk_create([sessions[client_id] for client_id in sessions if client_id in begun])
    PlaySession.objects.bulk_update(
        [session for client_id, session in sessions.items() if client_id not in begun], SESSION_FIELDS
    )
    gained = {
        client_id: item.credited_seconds - credited_before.get(client_id, 0.0) for client_id, item in sessions.items()
    }
    completed = _project_progress(profile_id, sessions.values(), gained, begun)
    return bool(begun) or completed


def _sessions_of(profile_id: int, events: Iterable[IncomingEvent]) -> dict[UUID, PlaySession]:
    wanted = {event.details["play_session"] for event in events}
    found = PlaySession.objects.filter(profile_id=profile_id, client_id__in=wanted)
    return {session.client_id: session for session in found}


def _begin(profile_id: int, device: DeviceKind, client_id: UUID, event: IncomingEvent) -> PlaySession:
    assert event.title_id is not None  # noqa: S101  # `needs_title` was checked when the batch came in.
    return PlaySession(
        profile_id=profile_id,
        client_id=client_id,
        title_id=event.title_id,
        episode_id=event.episode_id,
        device=device,
        first_at=event.at,
        last_at=event.at,
    )


def _attribute(session: PlaySession, event: IncomingEvent) -> None:
    """Only the play event says where the play came from."""
    if event.kind == "play":
        session.origin = event.details.get("origin", PlayOrigin.DIRECT)
        session.page_id, session.row, session.column = event.page_id, event.row, event.column
        session.artwork_id = event.artwork_id


def _project_progress(
    profile_id: int, sessions: Iterable[PlaySession], gained: dict[UUID, float], begun: set[UUID]
) -> bool:
    """Fold runs into one row per thing that plays: the youngest run has the position, all of them add viewing time."""
    things = {(session.title_id, session.episode_id) for session in sessions}
    rows = {
        (row.title_id, row.episode_id): row
        for row in WatchProgress.objects.filter(
            profile_id=profile_id, title_id__in={title_id for title_id, _ in things}
        )
    }
    newly_completed = False
    for session in sorted(sessions, key=lambda item: item.pk):
        key = (session.title_id, session.episode_id)
        row = rows.get(key)
        if row is None:
            row = rows[key] = WatchProgress(
                profile_id=profile_id,
                title_id=session.title_id,
                episode_id=session.episode_id,
                started_at=session.first_at,
                updated_at=session.last_at,
            )
        if row.session_id is None or row.session_id <= session.pk:
            row.session_id = session.pk
            row.position_seconds = session.position_seconds
            row.duration_seconds = session.duration_seconds
        row.watched_seconds += gained[session.client_id]
        row.started_at = min(row.started_at, session.first_at)
        row.updated_at = max(row.updated_at, session.last_at)
        newly_completed |= session.completed and not row.completed
        row.completed |= session.completed
        if session.client_id in begun:
            for other in rows.values():
                other.dismissed &= other.title_id != session.title_id
    known = [row for row in rows.values() if row.pk is not None]
    WatchProgress.objects.bulk_create([row for row in rows.values() if row.pk is None])
    WatchProgress.objects.bulk_update(known, PROGRESS_FIELDS)
    return newly_completed
