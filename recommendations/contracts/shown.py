"""A decided page as templates and the API see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommendations.contracts.page import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A title's facts as any viewer sees them; built once per catalogue version and held in the process."""

    title_id: int
    slug: str
    url: str
    watch_url: str
    name: str
    kind: str
    year: int | None
    runtime_minutes: int | None
    maturity: int
    maturity_label: str
    tagline: str
    short_synopsis: str
    genres: Sequence[str]
    moods: Sequence[str]
    has_video: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture as a browser needs it; `artwork_id` is None for the drawn typographic tile."""

    artwork_id: int | None
    url: str
    width: int
    height: int
    focal_x: float
    focal_y: float
    colour: str
    alternative_text: str
    has_lettering: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A card with what is this profile's own: picture, match, reason, place, progress."""

    card: Card
    picture: Picture
    reason: Reason
    match: int | None
    row: int
    column: int
    episode_id: int | None = None
    episode_label: str = ""
    """Of a series that was begun, the episode to go on with: `S1 E3`."""
    progress: float | None = None
    left_seconds: float | None = None
    is_listed: bool = False
    rating: float | None = None
    found_by: str = ""
    """Of a search that did not name the title, what it named: `With Mara Lindqvist`. Stands in the reason's place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of tiles; `index` is its place on the page, which events refer to."""

    index: int
    key: str
    kind: str
    heading: str
    reason: Reason
    tiles: Sequence[Tile]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A decorated page; `token` is the signed, opaque id that the browser sends back with its events."""

    token: str
    billboard: Tile | None
    rows: Sequence[Row]
    total_rows: int
    model_version: str | None
