"""The text of a row: everything escaped, and forms only where something was begun."""

from dataclasses import replace

from recommendations.contracts import Reason, ReasonKind, Row
from recommendations.web.row_markup import rows_text
from tests.recommendations.web.test_tile_markup import NASTY, SAFE, a_tile


def a_row(**changes: object) -> Row:
    reason = Reason(kind=ReasonKind.POPULAR, text=NASTY)
    row = Row(index=3, key='genre:"x"', kind="genre", heading=NASTY, reason=reason, tiles=[a_tile(), a_tile(column=3)])
    return replace(row, **changes)  # type: ignore[arg-type]


def test_everything_is_escaped() -> None:
    text = rows_text([a_row()], csrf_token="token")

    assert NASTY not in text
    assert f'<h2 id="row-3">{SAFE}</h2>' in text
    assert f'<p class="row__reason">{SAFE}</p>' in text
    assert 'data-row-key="genre:&quot;x&quot;"' in text
    assert f'aria-label="{SAFE}, 2 titles"' in text


def test_rows_come_in_their_order_with_all_their_tiles() -> None:
    text = rows_text([a_row(), a_row(index=4)], csrf_token="token")

    assert text.index('id="row-3"') < text.index('id="row-4"')
    assert text.count('<div role="listitem"><article class="tile"') == 4


def test_only_what_was_begun_has_forms() -> None:
    plain, begun = (rows_text([a_row(kind=kind)], csrf_token="token") for kind in ("genre", "continue"))

    assert "<form" not in plain
    assert begun.count('name="csrfmiddlewaretoken" value="token"') == 2
