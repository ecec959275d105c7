"""Which of a title's pictures this viewer sees.

The policy: the picture with the highest affinity, except that a hash of profile, title and window explores uniformly in
a fixed share of cases. A choice holds for a window of days, so that pictures do not flicker between visits; the windows
of different titles end on different days. Within a visit it holds even then, and whatever is said or watched meanwhile.
Over the hash, which nobody can foresee, the chosen picture's probability is exactly (1 - e) [it is the best] + e / n,
and that is what is logged.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from recommendations.artwork.features import FEATURES
from recommendations.artwork.library import Candidate, Label
from recommendations.conf import tunables
from recommendations.contracts import ArtworkDecision

POLICY = "affinity-1"
SECONDS_PER_DAY = 86_400.0


def choose_artwork(
    *,
    profile_id: int,
    title_id: int,
    candidates: Sequence[Candidate],
    affinity: Mapping[Label, float],
    now: datetime,
    before: ArtworkDecision | None = None,
    seen: ArtworkDecision | None = None,
) -> ArtworkDecision | None:
    """Choose a picture, or None when the title has none. `before` is the last decision, kept while its window lasts,
    and `seen` one of this visit, kept while the title has the same pictures.
    """
    if not candidates:
        return None
    ids = tuple([candidate.artwork_id for candidate in candidates])
    settings = tunables()
    window = _window(profile_id, title_id, now, settings.artwork_sticky_days)
    policy = f"{POLICY}@{window}"
    if seen is not None and tuple(seen.candidates) == ids:
        return seen
    if before is not None and before.policy == policy and tuple(before.candidates) == ids:
        return before
    appeals = [(appeal(affinity, one), _draw(f"{profile_id}|{one.artwork_id}")) for one in candidates]
    best = appeals.index(max(appeals))
    explored = _draw(f"explore|{profile_id}|{title_id}|{window}") < settings.exploration_share
    chosen = int(_draw(f"which|{profile_id}|{title_id}|{window}") * len(ids)) if explored else best
    propensity = settings.exploration_share / len(ids)
    if chosen == best:
        propensity += 1.0 - settings.exploration_share
    return ArtworkDecision(
        title_id=title_id,
        artwork_id=ids[chosen],
        propensity=propensity,
        candidates=ids,
        policy=policy,
        explored=explored,
    )


def appeal(affinity: Mapping[Label, float], candidate: Candidate) -> float:
    """How much of what this viewer responds to is in the picture."""
    return sum(weight * feature(affinity, candidate) for feature, weight in FEATURES.values())


def _window(profile_id: int, title_id: int, now: datetime, days: float) -> int:
    """The number of the sticky window; a hash shifts its borders from title to title."""
    shift = _draw(f"window|{profile_id}|{title_id}")
    return int(now.timestamp() / (days * SECONDS_PER_DAY) + shift)


def _draw(said: str) -> float:
    """A number in [0, 1) that is always the same for the same words."""
    digest = hashlib.blake2b(said.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
