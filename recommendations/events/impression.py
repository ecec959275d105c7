"""A tile was at least half visible for a second; kept in a table of its own, once per place of a page."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from accounts.device_kinds import DeviceKind
from recommendations.contracts import IncomingEvent
from recommendations.events.base import EventType
from recommendations.events.bounds import Number

KEEP = """
    INSERT INTO recommendations_impression (profile_id, served_at, page_id, "row", "column", title_id, artwork_id,
        seen_at, visible_seconds)
    SELECT %s, item.* FROM unnest(%s::timestamptz[], %s::uuid[], %s::smallint[], %s::smallint[], %s::bigint[],
        %s::bigint[], %s::timestamptz[], %s::float8[]) AS item
    ON CONFLICT (served_at, page_id, "row", "column") DO NOTHING RETURNING page_id, "row", "column"
"""

LENGTHEN = """
    UPDATE recommendations_impression known SET visible_seconds = item.seconds
    FROM unnest(%s::timestamptz[], %s::uuid[], %s::smallint[], %s::smallint[], %s::float8[])
         AS item (served_at, page_id, "row", "column", seconds)
    WHERE (known.served_at, known.page_id, known."row", known."column")
          = (item.served_at, item.page_id, item."row", item."column") AND known.visible_seconds < item.seconds
"""

Place = tuple[UUID | None, int | None, int | None]


class Impression(EventType):
    """`value` is how long the tile was visible, in seconds; the longest report of a place counts."""

    key = "impression"
    value = Number(1, 3_600)
    value_may_be_absent = True
    signals = ("passed_over",)

    def problem_with(self, event: IncomingEvent) -> str | None:
        if event.page_served_at is None or event.row is None or event.column is None:
            return "An impression needs page, row and column."
        return super().problem_with(event)

    def keep(self, *, profile_id: int, device: DeviceKind, events: Sequence[IncomingEvent]) -> set[UUID]:
        by_place: dict[Place, IncomingEvent] = {}
        for event in events:
            place = (event.page_id, event.row, event.column)
            if place not in by_place or (event.value or 1.0) > (by_place[place].value or 1.0):
                by_place[place] = event
        rows = [
            (
                event.page_served_at,
                event.page_id,
                event.row,
                event.column,
                event.title_id,
                event.artwork_id,
                event.at,
                event.value or 1.0,
            )
            for event in by_place.values()
        ]
        if not rows:
            return set()
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [profile_id, *(list(column) for column in zip(*rows, strict=True))])
            new = set(cursor.fetchall())
            known = [row for row in rows if row[1:4] not in new]
            if known:
                served, pages, row_numbers, columns, *_, seconds = (list(column) for column in zip(*known, strict=True))
                cursor.execute(LENGTHEN, [served, pages, row_numbers, columns, seconds])
        return {by_place[place].client_id for place in new}
