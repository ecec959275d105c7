"""What is simulated is what the endpoint takes in: sent through its own code, it leaves the very same rows."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import Model

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from recommendations.contracts import IncomingEvent
from recommendations.events.base import Status
from recommendations.events.capture import capture
from recommendations.events.incoming import read_batch
from recommendations.events.page_token import sign_page
from recommendations.models import (
    Event,
    HiddenTitle,
    Impression,
    ListEntry,
    PlaySession,
    Rating,
    ServedPage,
    TasteState,
    WatchProgress,
)
from recommendations.simulation.simulate import simulate
from tests.recommendations.simulation.conftest import a_plan, quietly

pytestmark = pytest.mark.django_db

Sent = tuple[datetime, datetime, dict[str, Any]]
TABLES: tuple[type[Model], ...] = (Event, Impression, WatchProgress, PlaySession, Rating, ListEntry, HiddenTitle)
NOT_COMPARED = {"id", "session"}
"""Keys that the database gives; which run a position is of is compared by its name."""


def rows_of(model: type[Model], profile: Profile) -> list[dict[str, Any]]:
    names = [field.attname for field in model._meta.concrete_fields if field.name not in NOT_COMPARED]
    if model is WatchProgress:
        names.append("session__client_id")
    found = [dict(zip(names, row, strict=True)) for row in
             model._default_manager.filter(profile=profile).values_list(*names)]  # fmt: skip
    return sorted(found, key=lambda row: json.dumps(row, default=str, sort_keys=True))


def sent(profile: Profile, pages: dict[Any, datetime]) -> list[Sent]:
    """(arrival, sending, item) of everything that the profile did, as a browser would have sent it, by arrival."""

    def place(row: Event | Impression) -> dict[str, Any]:
        if row.page_id is None:
            return {}
        return {"page": sign_page(row.page_id, pages[row.page_id], profile.pk), "row": row.row, "column": row.column}

    items = []
    for event in Event.objects.filter(profile=profile):
        item = {"id": str(event.client_id), "kind": event.kind, "at": event.client_at.isoformat(),
                "title": event.title_id, "episode": event.episode_id, "artwork": event.artwork_id,
                "value": event.value, "details": event.details} | place(event)  # fmt: skip
        items.append((event.received_at, event.sent_at, item))
    for tile in Impression.objects.filter(profile=profile):
        item = {"id": str(uuid4()), "kind": "impression", "at": tile.seen_at.isoformat(), "title": tile.title_id,
                "artwork": tile.artwork_id, "value": tile.visible_seconds} | place(tile)  # fmt: skip
        items.append((tile.seen_at, tile.seen_at, item))
    return sorted(items, key=lambda one: one[0])


def close(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    return all(
        theirs[name] == (pytest.approx(value, abs=1e-6) if isinstance(value, float) else value)
        for name, value in ours.items()
    )


def take_in(profile: Profile, items: Iterable[Sent], devices: dict[UUID, str]) -> None:
    """Each by itself when it arrives, through the code of the endpoint."""
    for received_at, sent_at, item in items:
        body = json.loads(json.dumps({"sent_at": sent_at.isoformat(), "events": [item]}))
        (event,) = read_batch(body=body, profile_id=profile.pk, received_at=received_at)
        assert isinstance(event, IncomingEvent), f"{item}: {event.message}"
        device = DeviceKind(devices.get(event.client_id, DeviceKind.LAPTOP))
        (result,) = capture(profile=profile, device=device, batch=[event])
        assert result.status == Status.STORED, f"{item}: {result.message}"


def test_the_endpoint_would_have_written_the_same_rows(catalogue: None) -> None:
    simulate(plan=a_plan(households=6), tell=quietly)
    compared = 0
    for profile in Profile.objects.order_by("pk")[:4]:
        pages = dict(ServedPage.objects.filter(profile=profile).values_list("pk", "served_at"))
        items = sent(profile, pages)
        devices = dict(Event.objects.filter(profile=profile).values_list("client_id", "device"))
        before = {model: rows_of(model, profile) for model in TABLES}
        for model in TABLES:
            model._default_manager.filter(profile=profile).delete()

        take_in(profile, items, devices)

        for model, rows in before.items():
            again = rows_of(model, profile)
            assert len(again) == len(rows), model.__name__
            for ours, theirs in zip(rows, again, strict=True):
                assert close(ours, theirs), f"{model.__name__}: {ours} is not {theirs}"
            compared += len(rows)
        assert TasteState.objects.get(profile=profile).epoch > 0
    assert compared > 500
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds >= {"play", "progress", "dwell", "scroll", "search", "rating"}
