"""Template tags of the pages: a tile as one formatted string, because a page has some three hundred of them."""

import math

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from recommendations.contracts import Card, Tile

register = template.Library()

TILE = (
    '<article class="tile" data-title="{title}" data-row="{row}" data-column="{column}"{artwork}>'
    '<a class="tile__link" href="{url}" data-behaviour="tile" data-preview="{preview}">'
    '<span class="tile__picture">{ground}<img src="{picture}" alt="{alternative}" width="{width}" height="{height}"'
    ' loading="{loading}" decoding="async">{progress}</span>'
    '<span class="tile__lines"><span class="tile__facts"><span class="tile__name">{name}</span>{match}</span>'
    '<span class="tile__reason">{reason}</span></span></a></article>'
)
PROGRESS = '<progress class="tile__progress" max="100" value="{0}">{0} % watched</progress>'
# A fill is no style: the content security policy lets a picture's own colour stand in its place until it comes.
GROUND = (
    '<svg class="tile__ground" aria-hidden="true" focusable="false"><rect width="100%" height="100%" fill="{}"/></svg>'
)
MATCH = '<span class="tile__match"><span class="visually-hidden">Match: </span>{} %</span>'
EAGER_COLUMNS = 6
EAGER_ROWS = 1
EMPTY = SafeString("")


@register.simple_tag
def tile(item: Tile, *, token: str = "", resumes: bool = False, said: str = "") -> SafeString:
    """One tile, which does not repeat the reason `said` by its row. One that `resumes` leads to the player."""
    card, picture = item.card, item.picture

    eager = item.row <= EAGER_ROWS and item.column < EAGER_COLUMNS
    return format_html(
        TILE,
        title=card.title_id,
        row=item.row,
        column=item.column,
        artwork=format_html(' data-artwork="{}"', picture.artwork_id) if picture.artwork_id else EMPTY,
        url=card.watch_url if resumes else card.url,
        preview=card.url,
        ground=format_html(GROUND, picture.colour) if picture.colour and not eager else EMPTY,
        picture=picture.url,
        # The name stands beside the picture: repeating it would make screen readers say it twice.
        alternative="",
        width=picture.width,
        height=picture.height,
        loading="eager" if eager else "lazy",
        progress=format_html(PROGRESS, round(item.progress * 100)) if item.progress else EMPTY,
        name=card.name,
        match=format_html(MATCH, item.match) if item.match is not None else EMPTY,
        reason=_second_line(item, resumes=resumes, said=said),
    )


def _second_line(item: Tile, *, resumes: bool, said: str) -> str:
    """Where one goes on and how much is left of it; else the reason, else plain facts."""
    if resumes and item.progress is not None:
        left = f"{_rounded(item.left_seconds)} left" if item.progress and item.left_seconds else ""
        found = " · ".join(part for part in (item.episode_label, left or "next episode") if part)
        return found if left or item.episode_label else _plain_facts(item.card)
    return item.reason.text if item.reason.text != said else _plain_facts(item.card)


def _rounded(seconds: float) -> str:
    """Whole minutes, rounded up; under one minute it says so."""
    return runtime(math.ceil(seconds / 60)) if seconds >= 60 else "less than 1 min"


def _plain_facts(card: Card) -> str:
    return " · ".join(str(fact) for fact in (kind_word(card), card.year, card.maturity_label) if fact)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A symbol of the sprite, hidden from screen readers: words beside it say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


@register.filter
def runtime(minutes: int | None) -> str:
    """112 -> `1 h 52 min`."""
    if not minutes:
        return ""
    hours, rest = divmod(int(minutes), 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


@register.filter
def kind_word(card: Card) -> str:
    return "Series" if card.kind == "series" else "Film"


@register.simple_tag
def next_rows(token: str, first: int) -> SafeString:
    """The address of the rows after those shown."""
    return mark_safe(f"{reverse('home-rows')}?page={token}&first={int(first)}")  # noqa: S308  # A signed token, a number.
