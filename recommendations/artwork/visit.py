"""The pictures that a viewer saw in this visit, so that a title looks the same on every page of it.

Some pages are recorded and most are not, so what was shown is kept in the cache, a few bytes for each title. Whatever
becomes of the cache costs no more than that: pictures are chosen as if the visit began.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from recommendations.contracts import ArtworkDecision

LONGEST = timedelta(hours=4)
"""Counted from its first page; then taste may change pictures again."""
MOST = 3_000
"""Titles; whoever sees more in one visit sees the first of them anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one profile was shown since `began_at`, on whatever device."""

    profile_id: int
    began_at: datetime
    pictures: dict[int, ArtworkDecision]
    """Title id -> the choice that was made for it."""

    def keep(self, chosen: Mapping[int, ArtworkDecision | None]) -> None:
        """These were shown, too."""
        new = {title: one for title, one in chosen.items() if one is not None and self.pictures.get(title) != one}
        if not new:
            return
        self.pictures.update(new)
        kept = [[title, *_as_list(one)] for title, one in list(self.pictures.items())[-MOST:]]
        text = json.dumps([self.began_at.timestamp(), kept], separators=(",", ":"))
        cache.set(_key(self.profile_id), text, timeout=LONGEST.total_seconds())


def visit_of(*, profile_id: int, now: datetime) -> Visit:
    """The visit that is under way, or one that begins now."""
    try:
        began_at, kept = json.loads(cache.get(_key(profile_id)) or "")
        age = now.timestamp() - began_at
        if 0 <= age < LONGEST.total_seconds():
            pictures = {title: _from_list(title, *rest) for title, *rest in kept}
            return Visit(profile_id=profile_id, began_at=now - timedelta(seconds=age), pictures=pictures)
    except (ValueError, TypeError):
        pass  # Nothing is kept, or another version of this program kept it.
    return Visit(profile_id=profile_id, began_at=now, pictures={})


def _key(profile_id: int) -> str:
    return f"visit:{profile_id}"


def _as_list(choice: ArtworkDecision) -> list[object]:
    return [choice.artwork_id, choice.propensity, list(choice.candidates), choice.policy, choice.explored]


def _from_list(
    title_id: int, artwork_id: int, propensity: float, candidates: list[int], policy: str, explored: bool
) -> ArtworkDecision:
    return ArtworkDecision(
        title_id=title_id, artwork_id=artwork_id, propensity=propensity, candidates=tuple(candidates), policy=policy,
        explored=explored,
    )  # fmt: skip
