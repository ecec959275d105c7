"""The append-only log of events."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.device_kinds import DeviceKind
from recommendations.contracts import IncomingEvent

APPEND = """
    INSERT INTO recommendations_event (profile_id, device, client_id, kind, title_id, episode_id, at, client_at,
        sent_at, received_at, page_id, "row", "column", artwork_id, value, details)
    SELECT %s, %s, item.*
    FROM unnest(%s::uuid[], %s::text[], %s::bigint[], %s::bigint[], %s::timestamptz[], %s::timestamptz[],
        %s::timestamptz[], %s::timestamptz[], %s::uuid[], %s::smallint[], %s::smallint[], %s::bigint[],
        %s::float8[], %s::jsonb[]) AS item
    ON CONFLICT (profile_id, client_id) DO NOTHING RETURNING client_id
"""

LAST_WORDS = """
    SELECT DISTINCT ON (title_id) title_id, value, at FROM recommendations_event
    WHERE profile_id = %s AND kind = %s AND title_id = ANY(%s)
    ORDER BY title_id, at DESC, client_id DESC
"""


def append_events(*, profile_id: int, device: DeviceKind, events: Sequence[IncomingEvent]) -> set[UUID]:
    """Store each event once; answers the client ids of those that were new."""
    if not events:
        return set()
    rows = [_columns_of(event) for event in sorted(events, key=lambda event: event.client_id)]
    with connection.cursor() as cursor:
        cursor.execute(APPEND, [profile_id, device.value, *(list(column) for column in zip(*rows, strict=True))])
        return {client_id for (client_id,) in cursor.fetchall()}


def last_words(*, profile_id: int, kind: str, title_ids: Sequence[int]) -> list[tuple[int, float | None, datetime]]:
    """What the profile said last about each title by events of one kind: title id, value, instant."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_WORDS, [profile_id, kind, list(title_ids)])
        return list(cursor.fetchall())


def _columns_of(event: IncomingEvent) -> tuple[Any, ...]:
    return (
        event.client_id,
        event.kind,
        event.title_id,
        event.episode_id,
        event.at,
        event.client_at,
        event.sent_at,
        event.received_at,
        event.page_id,
        event.row,
        event.column,
        event.artwork_id,
        event.value,
        json.dumps(dict(event.details)),
    )
