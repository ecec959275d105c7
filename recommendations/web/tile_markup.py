"""A tile as text. A page has some three hundred, so what every viewer sees alike is put together once per process.

Nothing here can be out of date: the parts are remembered by the values they are made of, not by whose they are.
"""

import math
from functools import lru_cache
from html import escape

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from recommendations.contracts import Card, Tile
from recommendations.explanations.said import said_words

MOST = 20_000
"""Titles, and pictures, whose text is remembered; some ten megabytes."""
# A fill is no style: the content security policy lets a picture's own colour stand in its place until it comes.
GROUND = (
    '<svg class="tile__ground" aria-hidden="true" focusable="false"><rect width="100%" height="100%" fill="{}"/></svg>'
)
MATCH = '<span class="tile__match{}"><span class="visually-hidden">Match: </span>{} %</span>'
SAID = '<span class="tile__match tile__match--quiet">{}</span>'
EVEN_CHANCE = 50
"""Percent; a lower match is told in a quiet tone: it is no recommendation."""
EAGER_COLUMNS = 6
EAGER_ROWS = 1


def tile_text(item: Tile, *, resumes: bool = False, said: str = "") -> str:
    """One tile as HTML, which does not repeat the reason `said` by its row. One that `resumes` leads to the player."""
    card, picture = item.card, item.picture
    begin, link, name = _of_card(card.title_id, card.watch_url if resumes else card.url, card.url, card.name)
    artwork, late, at_once = _of_picture(picture.artwork_id, picture.url, picture.width, picture.height, picture.colour)
    shown = at_once if item.row <= EAGER_ROWS and item.column < EAGER_COLUMNS else late
    done = "" if item.progress is None or not item.progress else _progress(round(item.progress * 100))
    match = _match(item.match) if item.match is not None else _said(item.rating)
    reason = escape(_second_line(item, resumes=resumes, said=said))
    return (
        f'{begin}{item.row}" data-column="{item.column}"{artwork}{link}{shown}{done}{name}{match}</span>'
        f'<span class="tile__reason">{reason}</span></span></a></article>'
    )


@lru_cache(maxsize=MOST)
def _of_card(title_id: int, url: str, preview: str, name: str) -> tuple[str, str, str]:
    """The beginning, the link, and the name."""
    target, peek = escape(url), escape(preview)
    return (
        f'<article class="tile" data-title="{title_id}" data-row="',
        f'><a class="tile__link" href="{target}" data-behaviour="tile" data-preview="{peek}">',
        f'</span><span class="tile__lines"><span class="tile__facts"><span class="tile__name">{escape(name)}</span>',
    )


@lru_cache(maxsize=MOST)
def _of_picture(artwork_id: int | None, url: str, width: int, height: int, colour: str) -> tuple[str, str, str]:
    """The attribute that names it; the picture that is loaded when it comes near, and the one loaded at once."""
    # The name stands beside the picture: an alternative text would make screen readers say it twice.
    place, image = '<span class="tile__picture">', f'<img src="{escape(url)}" alt="" width="{width}" height="{height}"'
    return (
        f' data-artwork="{artwork_id}"' if artwork_id else "",
        f'{place}{GROUND.format(escape(colour)) if colour else ""}{image} loading="lazy" decoding="async">',
        f'{place}{image} loading="eager" decoding="async">',
    )


LET_GO = (
    '<form class="let-go" method="post" action="{}" data-behaviour="let_go">'
    '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="let_go" value="1">'
    '<button class="let-go__button" aria-label="Remove {} from this row; your place is kept">{}Remove from row</button>'
    "</form>"
)


def begun_text(item: Tile, *, said: str, csrf_token: str, cross: str) -> str:
    """A tile that was begun, with the form by which it leaves its row; `cross` is the symbol on that form's button."""
    form = LET_GO.format(_let_go_address(item.card.slug), csrf_token, escape(item.card.name), cross)
    return f'<div class="begun" role="listitem">{tile_text(item, resumes=True, said=said)}{form}</div>'


@lru_cache(maxsize=MOST)
def _let_go_address(slug: str) -> str:
    return reverse("let-go", args=[slug])


@lru_cache(maxsize=101)
def _match(percent: int) -> str:
    return MATCH.format(" tile__match--quiet" if is_quiet(percent) else "", percent)


@lru_cache(maxsize=101)
def _said(rating: float | None) -> str:
    """What the viewer said stands where a guess would."""
    words = said_words(rating)
    return SAID.format(words) if words else ""


def is_quiet(match: int) -> bool:
    """A match so low is not told in the tone of one that recommends."""
    return match < EVEN_CHANCE


@lru_cache(maxsize=200)
def icon_text(name: str) -> SafeString:
    """A symbol of the sprite, hidden from screen readers: words beside it say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


def _progress(percent: int) -> str:
    return f'<progress class="tile__progress" max="100" value="{percent}">{percent} % watched</progress>'


def _second_line(item: Tile, *, resumes: bool, said: str) -> str:
    """Why it was found; where one goes on and how much is left of it; else the reason, else plain facts."""
    if item.found_by:
        return item.found_by
    if resumes and item.progress is not None:
        left = f"{_rounded(item.left_seconds)} left" if item.progress and item.left_seconds else ""
        found = " · ".join(part for part in (item.episode_label, left or "next episode") if part)
        return found if left or item.episode_label else _plain_facts(item.card)
    return item.reason.text if item.reason.text != said else _plain_facts(item.card)


def _plain_facts(card: Card) -> str:
    return " · ".join(str(fact) for fact in (kind_word(card), card.year, card.maturity_label) if fact)


def _rounded(seconds: float) -> str:
    """Whole minutes, rounded up; under one minute it says so."""
    return lasting(math.ceil(seconds / 60)) if seconds >= 60 else "less than 1 min"


def lasting(minutes: int | None) -> str:
    """112 -> `1 h 52 min`."""
    if not minutes:
        return ""
    hours, rest = divmod(int(minutes), 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


def kind_word(card: Card) -> str:
    return "Series" if card.kind == "series" else "Film"
