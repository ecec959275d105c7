"""A page from candidates to decision: reasons, choices of pictures, rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import overload
from uuid import UUID

import numpy as np

from recommendations.contracts.viewing import FloatVector, IntVector


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
    CRITICS = "critics"
    LEAVING = "leaving"
    MOMENT = "moment"
    LIKE_YOU = "like_you"
    EDITORS = "editors"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDraw:
    """How one place of a page was filled by chance; logged with the page, so that other pages can be judged by it."""

    propensity: float
    """Probability with which the policy, as it ran, drew this title among the candidates; in (0, 1]."""
    candidates: Sequence[int]
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate title with the score it is ranked by within its row (higher is better, rows do not compare)."""

    title_id: int
    score: float
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Ranked(Sequence[Scored]):
    """Many candidates, best first and none twice, as arrays: pages look at thousands, and show some."""

    title_ids: IntVector
    codes: IntVector
    """The titles' places in the catalogue that they were ranked in."""
    scores: FloatVector

    def __eq__(self, other: object) -> bool:
        """The same titles in the same order, with the same scores."""
        if not isinstance(other, Ranked):
            return NotImplemented
        return np.array_equal(self.title_ids, other.title_ids) and np.array_equal(self.scores, other.scores)

    __hash__ = None  # type: ignore[assignment]  # Arrays have none.

    def __len__(self) -> int:
        return len(self.title_ids)

    @overload
    def __getitem__(self, place: int) -> Scored: ...

    @overload
    def __getitem__(self, place: slice) -> "Ranked": ...

    def __getitem__(self, place: int | slice) -> "Scored | Ranked":
        if isinstance(place, slice):
            return Ranked(title_ids=self.title_ids[place], codes=self.codes[place], scores=self.scores[place])
        return Scored(title_id=int(self.title_ids[place]), score=float(self.scores[place]))

    def __iter__(self) -> Iterator[Scored]:
        for title, score in zip(self.title_ids.tolist(), self.scores.tolist(), strict=True):
            yield Scored(title_id=title, score=score)


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
    keeps_order: bool = False
    """True where the order says something (a chart, a list of the viewer's own): no place of it is drawn or evened."""
    maximum: int | None = None
    """The row is cut after so many titles; None leaves it to the page."""
    pinned_rank: int | None = None
    """A fixed place from the top (0 = first) or None."""
    is_asked_less: bool = False
    """The viewer asked less of what it holds: that it stood somewhere is no reason to stand there again."""

    def scored(self, title_ids: Sequence[int]) -> list[Scored]:
        """These of the row's titles as they were offered; of one that stands twice what was said last."""
        titles = self.titles
        if isinstance(titles, Ranked):
            places = (np.asarray(title_ids, dtype=np.int64)[:, np.newaxis] == titles.title_ids).argmax(axis=1)
            scores = titles.scores[places].tolist()
            return [Scored(title_id=title, score=score) for title, score in zip(title_ids, scores, strict=True)]
        said = {item.title_id: item for item in titles}
        return [said[title] for title in title_ids]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTile:
    """One decided place on a page, as stored in ServedPage."""

    title_id: int
    reason: Reason
    match: int | None
    """Calibrated-to-percent chance that this viewer will like the title; None when nothing is known, or when the
    viewer has said it."""
    artwork: ArtworkDecision | None
    episode_id: int | None = None
    progress: float | None = None
    left_seconds: float | None = None
    """What is left of the film or episode that was begun; None where that is not known."""
    draw: PlaceDraw | None = None
    """How chance chose the title; None where nothing else could have stood here that day."""
    rating: float | None = None
    """What the viewer said of the title, 1..5, which then stands where the match would."""

    @property
    def propensity(self) -> float:
        """How likely this title was to stand here, given who, when and what else stands on the page."""
        return self.draw.propensity if self.draw else 1.0


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
