"""Take in a batch of events: one transaction, once each, with the state that follows from them."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.device_kinds import DeviceKind
from accounts.flows.hold_profile import hold_profile
from accounts.models import Profile
from recommendations.contracts import IncomingEvent
from recommendations.events import EVENT_TYPE_OF
from recommendations.events.base import ItemResult, Status
from recommendations.events.taste import move_epoch
from recommendations.events.visibility import look_up


def capture(*, profile: Profile, device: DeviceKind, batch: Sequence[IncomingEvent]) -> list[ItemResult]:
    """Store what is new and bring current state up to date; when this returns, it is committed.

    Answers one result per event, in order. A profile that keeps no history gets `not_recorded` for each.
    """
    if not batch:
        return []
    if not profile.records_history:
        return [ItemResult(client_id=event.client_id, status=Status.NOT_RECORDED) for event in batch]
    try:
        return _capture(profile, device, batch)
    except IntegrityError:
        # A title, episode or picture was deleted between our look and our commit; the second look sees that.
        return _capture(profile, device, batch)


@transaction.atomic
def _capture(profile: Profile, device: DeviceKind, batch: Sequence[IncomingEvent]) -> list[ItemResult]:
    hold_profile(profile.pk)
    problems = _problems(profile, batch)
    accepted = [event for event, problem in zip(batch, problems, strict=True) if problem is None]
    new: set[UUID] = set()
    moved = False
    for kind in sorted({event.kind for event in accepted}):
        event_type = EVENT_TYPE_OF[kind]
        of_kind = list({event.client_id: event for event in reversed(accepted) if event.kind == kind}.values())
        kept = event_type.keep(profile_id=profile.pk, device=device, events=of_kind)
        fresh = [event for event in of_kind if event.client_id in kept]
        if fresh:
            moved |= event_type.project(profile_id=profile.pk, device=device, events=fresh)
        new |= kept
    if moved:
        move_epoch(profile.pk, max(event.received_at for event in batch))
    return _results(batch, problems, new)


def _problems(profile: Profile, batch: Sequence[IncomingEvent]) -> list[str | None]:
    named = look_up(
        batch=batch,
        ceiling=profile.maturity_ceiling,
        country=profile.country,
        at=max(event.received_at for event in batch),
    )
    return [
        f"kind: there is no event of kind {event.kind[:40]}."
        if event.kind not in EVENT_TYPE_OF
        else EVENT_TYPE_OF[event.kind].problem_with(event) or named.problem_with(event)
        for event in batch
    ]


def _results(batch: Sequence[IncomingEvent], problems: Sequence[str | None], new: set[UUID]) -> list[ItemResult]:
    answered: set[UUID] = set()
    results = []
    for event, problem in zip(batch, problems, strict=True):
        result = ItemResult(client_id=event.client_id, status=Status.REPEATED)
        if problem is not None:
            result = replace(result, status=Status.REJECTED, message=problem)
        elif event.client_id in new and event.client_id not in answered:
            answered.add(event.client_id)
            result = replace(result, status=Status.STORED)
        results.append(result)
    return results
