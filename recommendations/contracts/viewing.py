"""What is known of a viewer, and what models learn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from accounts.device_kinds import DeviceKind
from catalog.maturity import Maturity
from recommendations.contracts.adjustments import NO_ADJUSTMENTS, Adjustments

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
    device: str = ""
    """The kind of screen that it was watched on last; empty where that is not known."""

    @property
    def fraction(self) -> float:
        return min(1.0, self.position_seconds / self.duration_seconds) if self.duration_seconds > 0 else 0.0

    @property
    def left_seconds(self) -> float | None:
        """None when nobody has said yet how long it is."""
        return max(0.0, self.duration_seconds - self.position_seconds) if self.duration_seconds > 0 else None


@dataclass(frozen=True, kw_only=True)
class Taste:
    """Everything one profile did that a page reacts to, read in one query; what follows from it is worked out once."""

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
    disliked: frozenset[int] = frozenset()
    """Those with a thumb down, which suggesting them again would not lift."""
    seen: Mapping[int, int] = field(default_factory=dict)
    """Title id -> times its tile was in view of late without being chosen since; what fatigue is counted by."""

    imported: frozenset[int] = frozenset()
    """Titles whose rating came with an import: a thumb may be of anything, imported stars are of what was seen."""
    set_aside: frozenset[int] = frozenset()
    """Titles whose rating is not to be learned from, by exclusion or because the profile started afresh since."""
    adjustments: Adjustments = NO_ADJUSTMENTS
    """What was asked for outright."""
    restarted_at: datetime | None = None
    """What was done until then is kept, and recommends nothing."""
    ignores_moments: bool = False
    """Hour, weekday and device shall have no say."""

    @cached_property
    def finished(self) -> frozenset[int]:
        """Titles seen to their end, here or before the import."""
        return self.imported | {item.title_id for item in self.progress if item.completed}

    @cached_property
    def watched(self) -> frozenset[int]:
        """Titles finished or rated: never recommended again outside the rows made for them."""
        return frozenset(self.ratings) | self.set_aside | {item.title_id for item in self.progress if item.completed}

    @cached_property
    def chosen(self) -> frozenset[int]:
        """Titles watched, if only in part, rated or saved: of these alone a reason may say that they caused it.

        Strengths hold more: what was only looked at, passed over or hidden has some, too.
        """
        begun = {item.title_id for item in self.progress if self._counts(item.updated_at)}
        return frozenset(self.ratings) | begun | frozenset(self.listed)

    def _counts(self, at: datetime) -> bool:
        return self.restarted_at is None or at > self.restarted_at


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
