"""Pages that were shown, looks at them and plays from them, for what is counted of outcomes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from accounts.device_kinds import DeviceKind
from accounts.models import Profile, ProfileOrigin
from catalog.models import Title
from recommendations.events.capture import capture
from recommendations.models import ServedPage
from recommendations.outcomes.facts import lay_out
from tests.factories.recommendations import NOON, a_play, an_event

LAPTOP = DeviceKind.LAPTOP
UNTIL = NOON + timedelta(days=10)
SINCE = UNTIL - timedelta(days=28)


def a_shown_page(
    profile: Profile, rows: Mapping[str, Sequence[Title]], *, at: datetime = NOON, seen: bool = True, **fields: Any
) -> ServedPage:
    """A page with a row of each kind, and a look at each of its places."""
    content = {
        "billboard": None,
        "rows": [
            {"key": kind, "kind": kind, "heading": kind, "tiles": [{"title": title.pk} for title in titles]}
            for kind, titles in rows.items()
        ],
    }
    page = ServedPage.objects.create(
        profile=profile, served_at=at, expires_at=at + timedelta(hours=2), device=LAPTOP, taste_epoch=0,
        catalogue_version=0, content=content,
        **{"policy": "blend-2", "arm": "blend", "model_version": "a" * 64, "fingerprint": "f", **fields},
    )  # fmt: skip
    if seen:
        looks = [
            an_event("impression", title=title, value=2.0, at=at, **place_on(page, row, column))
            for row, titles in enumerate(rows.values())
            for column, title in enumerate(titles)
        ]
        capture(profile=profile, device=LAPTOP, batch=looks)
    return page


def place_on(page: ServedPage, row: int, column: int) -> dict[str, Any]:
    return {"page_id": page.pk, "page_served_at": page.served_at, "row": row, "column": column}


def play_from(page: ServedPage, row: int, column: int, title: Title, *, seconds: float = 90.0, **more: Any) -> None:
    a_play(page.profile, title, seconds=seconds, **{"origin": "row", **place_on(page, row, column), **more})


@contextmanager
def facts(origin: ProfileOrigin = ProfileOrigin.HOUSEHOLD) -> Iterator[CursorWrapper]:
    """A cursor under which the facts of the 28 days around NOON lie."""
    with transaction.atomic(), connection.cursor() as cursor:
        lay_out(cursor, origin=origin.value, since=SINCE, until=UNTIL)
        yield cursor
