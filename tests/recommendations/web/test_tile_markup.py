"""The text of a tile: escaped wherever it comes from, and never another title's or another day's."""

from dataclasses import replace

import pytest

from recommendations.contracts import Card, Picture, Reason, ReasonKind, Tile
from recommendations.web.tile_markup import EVEN_CHANCE, begun_text, tile_text

NASTY = "<b>\"Tom\" & 'Jerry'</b>"
SAFE = "&lt;b&gt;&quot;Tom&quot; &amp; &#x27;Jerry&#x27;&lt;/b&gt;"


def a_tile(**changes: object) -> Tile:
    card = Card(
        title_id=4, slug="nasty", url="/title/nasty/?a=1&b=2", watch_url="/watch/nasty/", name=NASTY, kind="film",
        year=1999, runtime_minutes=90, maturity=12, maturity_label="12", tagline="", short_synopsis="", genres=(),
        moods=(), has_video=True,
    )  # fmt: skip
    picture = Picture(
        artwork_id=9, url='/media/a"b.webp', width=640, height=360, focal_x=0.5, focal_y=0.5, colour='"#fff"',
        alternative_text=NASTY, has_lettering=True,
    )  # fmt: skip
    reason = Reason(kind=ReasonKind.POPULAR, text=NASTY)
    tile = Tile(card=card, picture=picture, reason=reason, match=87, row=3, column=2)
    return replace(tile, **changes)  # type: ignore[arg-type]


def test_everything_is_escaped() -> None:
    text = tile_text(a_tile())

    assert NASTY not in text
    assert text.count(SAFE) == 2, "The name and the reason."
    assert 'href="/title/nasty/?a=1&amp;b=2"' in text
    assert 'src="/media/a&quot;b.webp"' in text
    assert 'fill="&quot;#fff&quot;"' in text


def test_place_picture_and_match_are_this_tiles() -> None:
    first, second = a_tile(), a_tile(row=5, column=7, match=None)

    assert 'data-title="4" data-row="3" data-column="2" data-artwork="9"' in tile_text(first)
    assert 'data-row="5" data-column="7"' in tile_text(second)
    assert "87 %" in tile_text(first)
    assert "Match" not in tile_text(second)


@pytest.mark.parametrize(
    ("row", "column", "loading"), [(0, 0, "eager"), (1, 5, "eager"), (1, 6, "lazy"), (2, 0, "lazy")]
)
def test_what_is_seen_first_is_loaded_at_once(row: int, column: int, loading: str) -> None:
    assert f'loading="{loading}"' in tile_text(a_tile(row=row, column=column))


def test_what_is_remembered_is_not_shown_when_it_changed() -> None:
    tile = a_tile()
    tile_text(tile)
    renamed = replace(tile, card=replace(tile.card, name="Now called this"))
    redrawn = replace(tile, picture=replace(tile.picture, url="/media/other.webp"))

    assert "Now called this" in tile_text(renamed)
    assert "/media/other.webp" in tile_text(redrawn)


def test_a_reason_is_not_said_twice() -> None:
    assert SAFE not in tile_text(a_tile(card=replace(a_tile().card, name="Plain")), said=NASTY)
    assert "Film · 1999 · 12" in tile_text(a_tile(), said=NASTY)


def test_a_tile_that_was_begun_goes_on_and_may_leave() -> None:
    tile = a_tile(progress=0.41, left_seconds=3600.0)

    text = begun_text(tile, said="", csrf_token="token", cross="x")

    assert 'class="tile__link" href="/watch/nasty/"' in text
    assert '<progress class="tile__progress" max="100" value="41">' in text
    assert "1 h left" in text
    assert 'action="/title/nasty/let-go/"' in text
    assert 'name="csrfmiddlewaretoken" value="token"' in text
    assert f'aria-label="Remove {SAFE} from this row' in text
    assert NASTY not in text


def test_a_low_match_is_not_told_in_the_tone_of_a_high_one() -> None:
    assert "tile__match--quiet" in tile_text(a_tile(match=EVEN_CHANCE - 1))
    assert "tile__match--quiet" not in tile_text(a_tile(match=EVEN_CHANCE))


@pytest.mark.parametrize(("rating", "words"), [(1.0, "Not for you"), (4.0, "You liked it"), (5.0, "You loved it")])
def test_what_the_viewer_said_stands_where_a_match_would(rating: float, words: str) -> None:
    text = tile_text(a_tile(match=None, rating=rating))

    assert f'<span class="tile__match tile__match--quiet">{words}</span>' in text
    assert "Match" not in text
