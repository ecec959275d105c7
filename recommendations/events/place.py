"""Where on which page something was done: the attribution that every action and play carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from recommendations.events.page_token import read_token

HIGHEST_ROW = 1_000
HIGHEST_COLUMN = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on a served page; all None when something was done without coming from a page."""

    page_id: UUID | None = None
    page_served_at: datetime | None = None
    row: int | None = None
    column: int | None = None


NOWHERE = Place()


def read_place(*, fields: Mapping[str, str], profile_id: int) -> Place:
    """The place named by a form's `page`, `row` and `column`; what is not true of this profile counts as nowhere.

    Attribution is bookkeeping: a stale or mangled one must not keep anybody from rating a title.
    """
    try:
        page = read_token(fields.get("page", ""), profile_id)
        row, column = int(fields.get("row", "")), int(fields.get("column", ""))
    except ValueError:
        return NOWHERE
    if not (-1 <= row <= HIGHEST_ROW and 0 <= column <= HIGHEST_COLUMN):
        return NOWHERE
    return Place(page_id=page.id, page_served_at=page.served_at, row=row, column=column)
