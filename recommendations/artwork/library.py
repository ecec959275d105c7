"""Every active picture with what is in it, held by each process and renewed by the catalogue's version stamp."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.files.storage import default_storage

from catalog.models import Artwork, ArtworkLabel
from recommendations.contracts import Picture

Label = tuple[str, str]
"""Kind and value, e.g. ("mood", "haunting")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One picture that may stand for a title."""

    artwork_id: int
    labels: Mapping[Label, float]
    """Label -> confidence, 0..1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    version: int
    candidates: Mapping[int, Sequence[Candidate]]
    """Title id -> its 16:9 tile pictures, by id."""
    pictures: Mapping[int, Picture]
    """Artwork id -> the picture."""
    billboards: Mapping[int, int]
    """Title id -> its large picture without lettering."""
    posters: Mapping[int, int]


_lock = threading.Lock()
_held: Library | None = None


def current_library(*, version: int) -> Library:
    """The library of this version stamp; read anew only when the stamp moved."""
    global _held  # noqa: PLW0603  # One snapshot per process is the point.
    held = _held
    if held is not None and held.version == version:
        return held
    with _lock:
        if _held is None or _held.version != version:
            _held = _read(version)
        return _held


def _read(version: int) -> Library:
    labels: dict[int, dict[Label, float]] = {}
    for artwork_id, kind, value, confidence in ArtworkLabel.objects.values_list(
        "artwork_id", "kind", "value", "confidence"
    ).iterator():
        mine = labels.setdefault(artwork_id, {})
        mine[kind, value] = max(confidence, mine.get((kind, value), 0.0))
    candidates: dict[int, list[Candidate]] = {}
    large: dict[str, dict[int, int]] = {Artwork.Kind.BILLBOARD: {}, Artwork.Kind.POSTER: {}}
    pictures: dict[int, Picture] = {}
    for artwork in Artwork.objects.filter(is_active=True).order_by("pk").iterator():
        pictures[artwork.pk] = _picture(artwork)
        if artwork.kind == Artwork.Kind.TILE:
            found = Candidate(artwork_id=artwork.pk, labels=labels.get(artwork.pk, {}))
            candidates.setdefault(artwork.title_id, []).append(found)
        else:
            large[artwork.kind].setdefault(artwork.title_id, artwork.pk)
    return Library(
        version=version,
        candidates=candidates,
        pictures=pictures,
        billboards=large[Artwork.Kind.BILLBOARD],
        posters=large[Artwork.Kind.POSTER],
    )


def _picture(artwork: Artwork) -> Picture:
    return Picture(
        artwork_id=artwork.pk,
        url=default_storage.url(artwork.image.name or ""),
        width=artwork.width,
        height=artwork.height,
        focal_x=artwork.focal_x,
        focal_y=artwork.focal_y,
        colour=artwork.dominant_colour,
        alternative_text=artwork.alternative_text,
        has_lettering=artwork.has_lettering,
    )
