"""Rows as text: a page has a dozen, and a loop of the template would cost three times what is in it."""

from collections.abc import Iterable
from html import escape

from recommendations.contracts import Row
from recommendations.web.tile_markup import begun_text, icon_text, tile_text

ROW = """
<section class="row row--{kind}" data-behaviour="row" data-row-key="{key}" aria-labelledby="row-{index}">
  <div class="row__head">
    <h2 id="row-{index}">{heading}</h2>
    <p class="row__reason">{reason}</p>
  </div>
  <button class="row__arrow row__arrow--back" type="button" tabindex="-1" hidden>{back}\
<span class="visually-hidden">Back in {heading}</span></button>
  <div class="row__tiles" role="list" aria-label="{heading}, {count} titles">
    {tiles}
  </div>
  <button class="row__arrow row__arrow--next" type="button" tabindex="-1" hidden>{on}\
<span class="visually-hidden">On in {heading}</span></button>
</section>
"""


def rows_text(rows: Iterable[Row], *, csrf_token: str) -> str:
    """Rows as HTML; a row that resumes has forms, which have the token."""
    back, on = icon_text("chevron-left"), icon_text("chevron-right")
    return "".join([
        ROW.format(
            kind=escape(row.kind), key=escape(row.key), index=row.index, heading=escape(row.heading),
            reason=escape(row.reason.text), count=len(row.tiles), tiles=tiles_text(row, csrf_token=csrf_token),
            back=back, on=on,
        )
        for row in rows
    ])  # fmt: skip


def tiles_text(row: Row, *, csrf_token: str) -> str:
    """The tiles of a row as items of a list; none repeats the reason that the row gives."""
    said = row.reason.text
    if row.kind == "continue":
        cross = icon_text("x")
        return "".join([begun_text(item, said=said, csrf_token=csrf_token, cross=cross) for item in row.tiles])
    return "".join([f'<div role="listitem">{tile_text(item, said=said)}</div>' for item in row.tiles])
