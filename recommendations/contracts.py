"""The frozen dataclasses that travel between stages; nothing else does.

Ids are catalogue primary keys (`Title.pk`, `Artwork.pk`, ...) unless a name says otherwise. Instants are aware.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt

from accounts.device_kinds import DeviceKind
from catalog.maturity import Maturity

IntVector = npt.NDArray[np.int64]
FloatVector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who is watching, where and when: everything a page may depend on besides what the viewer did."""

    profile_id: int
    profile_name: str
    is_kids: bool
    ceiling: Maturity
    country: str
    device: DeviceKind
    now: datetime


# --- What the viewer did ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class InProgress:
    """A film or series that was begun; `fraction` is of the episode last watched, in 0..1."""

    title_id: int
    episode_id: int | None
    position_seconds: float
    duration_seconds: float
    completed: bool
    updated_at: datetime
    dismissed: bool

    @property
    def fraction(self) -> float:
        return min(1.0, self.position_seconds / self.duration_seconds) if self.duration_seconds > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """Everything one profile did that a page reacts to, read in one or two queries."""

    epoch: int
    ratings: Mapping[int, float] = field(default_factory=dict)
    """Title id -> what was said, on the 1..5 scale (down 1, up 4, two up 5, imported stars as they are)."""
    rated_at: Mapping[int, datetime] = field(default_factory=dict)
    strengths: Mapping[int, float] = field(default_factory=dict)
    """Title id -> what behaviour is worth to a ranker, by the active reward table, decayed to now."""
    progress: Sequence[InProgress] = ()
    """Newest first."""
    listed: Sequence[int] = ()
    """My List, newest first."""
    hidden: frozenset[int] = frozenset()
    """Titles the viewer asked not to see, or gave a thumb down."""
    seen: Mapping[int, int] = field(default_factory=dict)
    """Title id -> times its tile was in view of late without being chosen since; what fatigue is counted by."""

    @property
    def watched(self) -> frozenset[int]:
        """Titles finished or rated: never recommended again outside the rows made for them."""
        return frozenset(self.ratings) | {item.title_id for item in self.progress if item.completed}


# --- What models learn from ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Interactions:
    """Profile x title x value x instant as parallel arrays, with the raw ids beside the codes.

    `profile_code[k]` indexes `profile_ids`, `title_code[k]` indexes `title_ids`; `at` is Unix seconds.
    """

    profile_ids: npt.NDArray[np.int64]
    title_ids: npt.NDArray[np.int64]
    profile_code: npt.NDArray[np.int32]
    title_code: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]
    at: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.value)


# --- Why, and with which picture ----------------------------------------------------------------------------------


class ReasonKind(StrEnum):
    """The reason codes that pages and API clients see."""

    BECAUSE_WATCHED = "because_watched"
    BECAUSE_LIKED = "because_liked"
    BECAUSE_LISTED = "because_listed"
    GENRE = "genre"
    MOOD = "mood"
    PERSON = "person"
    POPULAR = "popular"
    TRENDING = "trending"
    NEW = "new"
    UNFINISHED = "unfinished"
    LISTED = "listed"
    EXPLORATION = "exploration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a title or row is here, true by construction: `evidence` holds the shares that produced the score."""

    kind: ReasonKind
    text: str
    evidence: Sequence[tuple[int, float]] = ()
    """Title ids of the viewer's own history and each one's share of the score (shares sum to at most 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtworkDecision:
    """One artwork choice as it was drawn; logged before the page is sent, never read back from the browser."""

    title_id: int
    artwork_id: int
    propensity: float
    """Probability with which the policy, as it ran, picked `artwork_id` among `candidates`; in (0, 1]."""
    candidates: Sequence[int]
    policy: str
    explored: bool


# --- A page -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate title with the score it is ranked by within its row (higher is better, rows do not compare)."""

    title_id: int
    score: float
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDraft:
    """What a row type offers before the page is laid out: ranked titles, best first, longer than will be shown."""

    key: str
    """Unique on the page, e.g. `because:412` or `genre:drama`."""
    kind: str
    """The row type's own key, e.g. `because`."""
    heading: str
    titles: Sequence[Scored]
    reason: Reason
    affinity: float = 0.0
    """How much this viewer wants this row now; about -1..1."""
    is_own: bool = False
    """True for rows of what the viewer already knows (Continue Watching, My List, Watch Again): they come first to
    their titles, and their tiles give the row's reason."""
    minimum: int = 5
    """With fewer titles than this the row is not shown."""
    maximum: int | None = None
    """The row is cut after so many titles; None leaves it to the page."""
    pinned_rank: int | None = None
    """A fixed place from the top (0 = first) or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTile:
    """One decided place on a page, as stored in ServedPage."""

    title_id: int
    reason: Reason
    match: int | None
    """Calibrated-to-percent chance that this viewer will like the title, or None when nothing is known."""
    artwork: ArtworkDecision | None
    episode_id: int | None = None
    progress: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """One decided row."""

    key: str
    kind: str
    heading: str
    reason: Reason
    tiles: Sequence[PageTile]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedPage:
    """A page that was decided and recorded; served again until something that it depends on changes."""

    id: UUID
    profile_id: int
    served_at: datetime
    billboard: PageTile | None
    rows: Sequence[PageRow]
    model_version: str | None
    policy: str
    arm: str = ""


# --- A page as templates and the API see it -----------------------------------------------------------------------


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
    progress: float | None = None
    is_listed: bool = False
    rating: float | None = None


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


# --- What the browser reports -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingEvent:
    """One validated event of a batch, with its instant already corrected for the client's clock."""

    client_id: UUID
    kind: str
    at: datetime
    client_at: datetime
    sent_at: datetime
    received_at: datetime
    title_id: int | None = None
    episode_id: int | None = None
    page_id: UUID | None = None
    page_served_at: datetime | None = None
    row: int | None = None
    column: int | None = None
    artwork_id: int | None = None
    value: float | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
