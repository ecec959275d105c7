"""From ids to tiles: cards and pictures that the process holds, with what is this profile's own."""

from collections.abc import Sequence
from dataclasses import replace

from recommendations.artwork.library import Library
from recommendations.candidates.catalogue import Catalogue
from recommendations.contracts import Card, DecidedPage, Page, PageRow, PageTile, Picture, Row, Tile, Viewer
from recommendations.events.page_token import sign_page
from recommendations.pages.cards import Cards, drawn_picture

BILLBOARD_ROW = -1


def decorated(
    *, page: DecidedPage, viewer: Viewer, catalogue: Catalogue, cards: Cards, library: Library, first: int,
    count: int | None,
) -> Page:  # fmt: skip
    """Rows `first` .. `first + count` of the page as templates need them, without a query.

    What may be seen is decided again here: a title that was unpublished, or came above the ceiling, since the page was
    decided does not appear, and its neighbours keep the columns that they were recorded with.
    """
    seen = catalogue.visible_to(viewer)
    shown = page.rows[first:][:count]
    codes = catalogue.code_of([tile.title_id for row in shown for tile in row.tiles] + _billboard_id(page))
    visible = set(catalogue.title_ids[codes[(codes >= 0) & seen[codes]]].tolist())
    rows = [_row(index, row, visible, cards, library) for index, row in enumerate(shown, start=first)]
    billboard = page.billboard if page.billboard and page.billboard.title_id in visible else None
    large = make_tile(billboard, row=BILLBOARD_ROW, column=0, cards=cards, library=library) if billboard else None
    return Page(
        token=sign_page(page.id, page.served_at, page.profile_id),
        billboard=with_large_picture(large, library) if large else None,
        rows=[row for row in rows if row.tiles],
        total_rows=len(page.rows),
        model_version=page.model_version,
    )


def _billboard_id(page: DecidedPage) -> list[int]:
    return [page.billboard.title_id] if page.billboard else []


def _row(index: int, row: PageRow, visible: set[int], cards: Cards, library: Library) -> Row:
    return Row(
        index=index,
        key=row.key,
        kind=row.kind,
        heading=row.heading,
        reason=row.reason,
        tiles=tiles_of(row.tiles, row=index, visible=visible, cards=cards, library=library),
    )


def tiles_of(tiles: Sequence[PageTile], *, row: int, visible: set[int], cards: Cards, library: Library) -> list[Tile]:
    """The tiles of one row; columns are those that were decided."""
    return [
        make_tile(tile, row=row, column=column, cards=cards, library=library)
        for column, tile in enumerate(tiles)
        if tile.title_id in visible and tile.title_id in cards.cards
    ]


def make_tile(tile: PageTile, *, row: int, column: int, cards: Cards, library: Library) -> Tile:
    card = cards.cards[tile.title_id]
    chosen = library.pictures.get(tile.artwork.artwork_id) if tile.artwork else None
    return Tile(
        card=card,
        picture=chosen or drawn_picture(card),
        reason=tile.reason,
        match=tile.match,
        row=row,
        column=column,
        episode_id=tile.episode_id,
        episode_label=cards.episodes.get(tile.episode_id or 0, ""),
        progress=tile.progress,
        left_seconds=tile.left_seconds,
        rating=tile.rating,
    )


def with_large_picture(tile: Tile, library: Library) -> Tile:
    """The billboard: the picture made for the place where there is one."""
    return replace(tile, picture=large_picture(tile.card, tile.picture, library))


def large_picture(card: Card, small: Picture, library: Library) -> Picture:
    """The picture for a title's largest place: the one made for it, else the small one, drawn without its lettering."""
    made = library.pictures.get(library.billboards.get(card.title_id, 0))
    return made or (small if small.artwork_id else drawn_picture(card, is_lettered=False))
