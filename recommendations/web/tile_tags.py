"""Template tags of the pages; what a row looks like is in `row_markup.py`, and a tile in `tile_markup.py`."""

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.template.base import FilterExpression, Parser, TextNode, Token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from recommendations.contracts import Page, Tile
from recommendations.explanations.said import said_words
from recommendations.pages.title import EpisodeLine
from recommendations.web.row_markup import rows_text
from recommendations.web.tile_markup import icon_text, is_quiet, kind_word, lasting, tile_text

register = template.Library()
register.filter("runtime", lasting)
register.filter("kind_word", kind_word)
register.filter("is_quiet", is_quiet)
register.filter("said_words", said_words)


@register.filter
def tenths(share: float) -> int:
    """0.62 -> 6: a place in a picture as `static/css/components/focus.css` knows it."""
    return round(share * 10)


@register.filter
def extent(seasons: Sequence[tuple[int, Sequence[object]]]) -> str:
    """How much there is of a series: 2 seasons, 12 episodes."""
    episodes = sum(len(of_season) for _number, of_season in seasons)
    counts = ((len(seasons), "season"), (episodes, "episode"))
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)


@register.filter
def season_extent(episodes: Sequence[EpisodeLine]) -> str:
    """What a folded season says of itself: 6 episodes, 2 watched."""
    count, watched = len(episodes), sum(episode.is_watched for episode in episodes)
    said = f"{count} episode{'' if count == 1 else 's'}"
    if watched == count:
        return f"{said}, watched"
    return f"{said}, {watched} watched" if watched else said


@register.simple_tag
def tile(item: Tile, *, resumes: bool = False, said: str = "") -> SafeString:
    """One tile, which does not repeat the reason `said` by its row. One that `resumes` leads to the player."""
    return SafeString(tile_text(item, resumes=resumes, said=said))


@register.simple_tag
def rows(page: Page, *, csrf_token: str = "") -> SafeString:
    """All rows of a page; `csrf_token` is for the forms in them."""
    return SafeString(rows_text(page.rows, csrf_token=str(csrf_token)))


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


@register.tag
def address(parser: Parser, token: Token) -> template.Node:
    """`{% address 'home' %}`: where a page without arguments is, as `url` says; looked up as the template is read."""
    return TextNode(conditional_escape(reverse(_only_word(parser, token))))


@register.tag
def asset(parser: Parser, token: Token) -> template.Node:
    """`{% asset 'css/app.css' %}`: where a static file is, as `static` says; looked up as the template is read."""
    return TextNode(conditional_escape(static(_only_word(parser, token))))


def _only_word(parser: Parser, token: Token) -> str:
    """What stands between quotes behind the tag's name."""
    _tag, written = token.split_contents()
    return str(parser.compile_filter(written).var)


HEADER_LINK = '<a class="{}" href="{}"{}>{}{}</a>'


@register.simple_tag(takes_context=True)
def header_link(context: template.Context, page: str, icon: str, words: str, *, of: str = "") -> SafeString:
    """A link of the header to a page without arguments, which says when one is there already."""
    return _header_link(page, icon, words, of, is_here=context["request"].path == _address_of(page))


@lru_cache(maxsize=100)
def _header_link(page: str, icon: str, words: str, of: str, *, is_here: bool) -> SafeString:
    current = SafeString(' aria-current="page"' if is_here else "")
    return format_html(HEADER_LINK, f"header__link {of}".strip(), _address_of(page), current, icon_text(icon), words)


@lru_cache(maxsize=100)
def _address_of(name: str) -> str:
    return reverse(name)


@register.simple_tag
def next_rows(token: str, first: int) -> SafeString:
    """The address of the rows after those shown."""
    return mark_safe(f"{_address_of('home-rows')}?page={token}&first={int(first)}")  # noqa: S308  # A signed token, a number.
