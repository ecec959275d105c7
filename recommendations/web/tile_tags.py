"""Template tags of the pages; what a tile looks like is in `tile_markup.py`."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from recommendations.contracts import Row, Tile
from recommendations.web.tile_markup import kind_word, lasting, tile_text

register = template.Library()
register.filter("runtime", lasting)
register.filter("kind_word", kind_word)


@register.simple_tag
def tile(item: Tile, *, resumes: bool = False, said: str = "") -> SafeString:
    """One tile, which does not repeat the reason `said` by its row. One that `resumes` leads to the player."""
    return SafeString(tile_text(item, resumes=resumes, said=said))


@register.simple_tag
def row_tiles(row: Row) -> SafeString:
    """All tiles of a row as items of a list: a loop of the template would cost three times what is in it."""
    said = row.reason.text
    return SafeString("".join([f'<div role="listitem">{tile_text(item, said=said)}</div>' for item in row.tiles]))


@register.simple_tag
@lru_cache(maxsize=200)
def icon(name: str) -> SafeString:
    """A symbol of the sprite, hidden from screen readers: words beside it say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def next_rows(token: str, first: int) -> SafeString:
    """The address of the rows after those shown."""
    return mark_safe(f"{reverse('home-rows')}?page={token}&first={int(first)}")  # noqa: S308  # A signed token, a number.
