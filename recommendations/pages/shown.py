"""What it takes to show a decided page again, as one short text beside the page's `content`.

Of a page of seventy kilobytes, most are what nobody looks at when it is shown once more: which pictures there were to
choose from and with what chance, which titles a reason rests on. Unpacking that costs more than all the rest of serving
it, so what is shown is kept apart as well, in the first line of the text; the second is what the next page remembers of
the pictures (`remembered.py`). Whatever changes `content` empties the text; then `content` is read.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from recommendations.artwork.library import Library
from recommendations.candidates.catalogue import Catalogue
from recommendations.contracts import DecidedPage, Page, PageTile, Reason, ReasonKind, Row, Tile, Viewer
from recommendations.events.page_token import sign_page
from recommendations.pages.cards import Cards, drawn_picture
from recommendations.pages.decorate import BILLBOARD_ROW, with_large_picture
from recommendations.pages.remembered import as_pictures

KINDS: Mapping[str, ReasonKind] = {kind.value: kind for kind in ReasonKind}
Cells = Sequence[Any]
"""Title, artwork (0 for none), match, number of the reason; of what was begun or rated also episode, share, seconds
left, rating.
"""
NEITHER = [None, None, None, None]


def as_shown(page: DecidedPage) -> str:
    """The text of a page; reasons stand in it once, however many tiles give them, and without what they rest on."""
    reasons: dict[tuple[str, str], int] = {}

    def number_of(reason: Reason) -> int:
        return reasons.setdefault((reason.kind, reason.text), len(reasons))

    def cells(tile: PageTile) -> list[Any]:
        artwork = tile.artwork.artwork_id if tile.artwork else 0
        begun = [
            tile.episode_id, None if tile.progress is None else round(tile.progress, 4),
            None if tile.left_seconds is None else round(tile.left_seconds), tile.rating,
        ]  # fmt: skip
        shown = [tile.title_id, artwork, tile.match, number_of(tile.reason)]
        return shown if begun == NEITHER else shown + begun

    rows = [
        [row.key, row.kind, row.heading, number_of(row.reason), [cells(tile) for tile in row.tiles]]
        for row in page.rows
    ]
    stored = {"billboard": cells(page.billboard) if page.billboard else None, "rows": rows, "reasons": list(reasons)}
    return f"{json.dumps(stored, ensure_ascii=False, separators=(',', ':'))}\n{as_pictures(page)}"


def shown_again(
    *, text: str, page_id: UUID, served_at: datetime, model_version: str, viewer: Viewer, catalogue: Catalogue,
    cards: Cards, library: Library, first: int, count: int | None,
) -> Page:  # fmt: skip
    """Rows `first` .. `first + count` of the page that `as_shown` wrote down, as `decorated` makes them of a decision.

    Raises ValueError, KeyError, TypeError or IndexError for any other text.
    """
    stored = json.loads(text.partition("\n")[0])
    shown, large = stored["rows"][first:][:count], stored["billboard"]
    seen = catalogue.visible_to(viewer)
    wanted = [cells[0] for row in shown for cells in row[4]] + ([large[0]] if large else [])
    codes = catalogue.code_of(wanted)
    found = catalogue.title_ids[codes[(codes >= 0) & seen[codes]]].tolist()
    visible = {title for title in found if title in cards.cards}
    maker = _TileMaker([Reason(kind=KINDS[kind], text=words) for kind, words in stored["reasons"]], cards, library)
    rows = [
        Row(
            index=index, key=key, kind=kind, heading=heading, reason=maker.reasons[reason],
            tiles=[
                maker.tile(cells, row=index, column=column)
                for column, cells in enumerate(tiles)
                if cells[0] in visible
            ],
        )
        for index, (key, kind, heading, reason, tiles) in enumerate(shown, start=first)
    ]  # fmt: skip
    billboard = maker.tile(large, row=BILLBOARD_ROW, column=0) if large and large[0] in visible else None
    return Page(
        token=sign_page(page_id, served_at, viewer.profile_id),
        billboard=with_large_picture(billboard, library) if billboard else None,
        rows=[row for row in rows if row.tiles],
        total_rows=len(stored["rows"]),
        model_version=model_version or None,
    )


class _TileMaker:
    def __init__(self, reasons: Sequence[Reason], cards: Cards, library: Library) -> None:
        self.reasons = reasons
        self.cards, self.episodes, self.pictures = cards.cards, cards.episodes, library.pictures

    def tile(self, cells: Cells, *, row: int, column: int) -> Tile:
        card, (episode, progress, left, rating) = self.cards[cells[0]], cells[4:] or NEITHER
        return Tile(
            card=card, picture=self.pictures.get(cells[1]) or drawn_picture(card), reason=self.reasons[cells[3]],
            match=cells[2], row=row, column=column, episode_id=episode,
            episode_label=self.episodes.get(episode, "") if episode else "", progress=progress, left_seconds=left,
            rating=rating,
        )  # fmt: skip
