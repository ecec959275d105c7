"""Template tags of the pages; what a tile looks like is in `tile_markup.py`."""

from functools import lru_cache

from django import template
from django.template.base import FilterExpression, Parser, TextNode, Token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from recommendations.contracts import Row, Tile
from recommendations.web.tile_markup import begun_text, kind_word, lasting, tile_text

register = template.Library()
register.filter("runtime", lasting)
register.filter("kind_word", kind_word)


@register.simple_tag
def tile(item: Tile, *, resumes: bool = False, said: str = "") -> SafeString:
    """One tile, which does not repeat the reason `said` by its row. One that `resumes` leads to the player."""
    return SafeString(tile_text(item, resumes=resumes, said=said))


@register.simple_tag
def row_tiles(row: Row, *, csrf_token: str = "") -> SafeString:
    """All tiles of a row as items of a list: a loop of the template would cost three times what is in it.

    In a row that resumes, each tile has a form beside it, and the forms have the token.
    """
    said = row.reason.text
    if row.kind == "continue":
        token, cross = str(csrf_token), icon_text("x")
        return SafeString("".join([begun_text(item, said=said, csrf_token=token, cross=cross) for item in row.tiles]))
    return SafeString("".join([f'<div role="listitem">{tile_text(item, said=said)}</div>' for item in row.tiles]))


@lru_cache(maxsize=200)
def icon_text(name: str) -> SafeString:
    """A symbol of the sprite, hidden from screen readers: words beside it say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


class IconNode(template.Node):
    """An icon whose name is known only when the page is made."""

    def __init__(self, name: FilterExpression) -> None:
        self.name = name

    def render(self, context: template.Context) -> SafeString:
        return icon_text(str(self.name.resolve(context)))


@register.tag
def icon(parser: Parser, token: Token) -> template.Node:
    """`{% icon "play" %}`: text as soon as the template is read, because most pages have dozens of them."""
    _tag, written = token.split_contents()
    name = parser.compile_filter(written)
    return TextNode(icon_text(name.var)) if isinstance(name.var, str) and not name.filters else IconNode(name)


@register.simple_tag
@lru_cache(maxsize=100)
def address(name: str) -> str:
    """Where a page without arguments is: as `url` says, looked up once per process."""
    return reverse(name)


@register.simple_tag
def next_rows(token: str, first: int) -> SafeString:
    """The address of the rows after those shown."""
    return mark_safe(f"{reverse('home-rows')}?page={token}&first={int(first)}")  # noqa: S308  # A signed token, a number.
