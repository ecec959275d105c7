"""Every title's card, built once per catalogue version and held by each process."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.core import signing
from django.urls import reverse

from catalog.maturity import Maturity
from catalog.models import Episode, Title, VideoSource
from recommendations.contracts import Card, Picture

DRAWN_SALT = "recommendations.drawn"
DRAWN_WIDTH = 640
DRAWN_HEIGHT = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    version: int
    cards: Mapping[int, Card]
    names: Mapping[int, str]
    episodes: Mapping[int, str]
    """Episode id -> `S1 E3`."""


_lock = threading.Lock()
_held: Cards | None = None


def current_cards(*, version: int) -> Cards:
    """The cards of this version stamp; built anew only when the stamp moved."""
    global _held  # noqa: PLW0603  # One set per process is the point.
    held = _held
    if held is not None and held.version == version:
        return held
    with _lock:
        if _held is None or _held.version != version:
            _held = _build(version)
        return _held


def _build(version: int) -> Cards:
    genres = _subjects("genres")
    moods = _subjects("moods")
    playable = set(VideoSource.objects.values_list("title_id", flat=True).distinct())
    title_url, watch_url = reverse("title", args=["slug"]), reverse("watch", args=["slug"])
    cards = {}
    for title in (
        Title.objects.filter(is_published=True)
        .only("slug", "name", "kind", "year", "runtime_minutes", "maturity", "tagline", "short_synopsis")
        .iterator()
    ):
        cards[title.pk] = Card(
            title_id=title.pk,
            slug=title.slug,
            url=title_url.replace("slug", title.slug),
            watch_url=watch_url.replace("slug", title.slug),
            name=title.name,
            kind=title.kind,
            year=title.year,
            runtime_minutes=title.runtime_minutes,
            maturity=title.maturity,
            maturity_label=Maturity(title.maturity).label,
            tagline=title.tagline,
            short_synopsis=title.short_synopsis,
            genres=genres.get(title.pk, ()),
            moods=moods.get(title.pk, ()),
            has_video=title.pk in playable,
        )
    return Cards(
        version=version,
        cards=cards,
        names={pk: card.name for pk, card in cards.items()},
        episodes={
            pk: f"S{season} E{number}"
            for pk, season, number in Episode.objects.values_list("pk", "season__number", "number").iterator()
        },
    )


def _subjects(field: str) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    rows = Title.objects.filter(**{f"{field}__isnull": False}).order_by("pk", f"{field}__name")
    for title, name in rows.values_list("pk", f"{field}__name").iterator():
        found.setdefault(title, []).append(name)
    return {title: tuple(names) for title, names in found.items()}


@lru_cache(maxsize=100_000)
def drawn_address(slug: str) -> str:
    """Signed, so that nobody learns what exists by trying names."""
    return reverse("drawn-tile", args=[signing.Signer(salt=DRAWN_SALT, sep="~").sign(slug)])


def drawn_picture(card: Card, *, is_lettered: bool = True) -> Picture:
    """The typographic tile that stands for a title without artwork; without its lettering for large places."""
    return Picture(
        artwork_id=None,
        url=drawn_address(card.slug) + ("" if is_lettered else "?lettering=0"),
        width=DRAWN_WIDTH,
        height=DRAWN_HEIGHT,
        focal_x=0.5,
        focal_y=0.5,
        colour="",
        alternative_text=card.name,
        has_lettering=is_lettered,
    )
