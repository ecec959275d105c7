"""Tastes as pages read them, made of the part of history that a model is judged after learning from."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from recommendations.contracts import InProgress, Interactions, Taste
from recommendations.training.dataset import Dataset
from recommendations.training.judged import Judged

SEEN_TO_THE_END = 1.0


def tastes_of(learning: Dataset, viewers: Sequence[Judged]) -> list[Taste]:
    """One for each viewer, in their order: what is in `learning` counts as seen, so that no page recommends it."""
    wanted = [viewer.profile_id for viewer in viewers]
    when = _when(learning.strengths, wanted)
    return [_taste(viewer, when.get(viewer.profile_id, {})) for viewer in viewers]


def _taste(viewer: Judged, when: dict[int, datetime]) -> Taste:
    newest = sorted(when, key=lambda title: (when[title], title), reverse=True)
    return Taste(
        epoch=1,
        ratings=viewer.ratings,
        rated_at={title: when[title] for title in viewer.ratings if title in when},
        strengths=viewer.strengths,
        progress=tuple(_seen(title, when[title]) for title in newest if title not in viewer.ratings),
        imported=frozenset(viewer.ratings),
    )


def _seen(title_id: int, at: datetime) -> InProgress:
    return InProgress(
        title_id=title_id, episode_id=None, position_seconds=SEEN_TO_THE_END, duration_seconds=SEEN_TO_THE_END,
        completed=True, updated_at=at, dismissed=False,
    )  # fmt: skip


def _when(interactions: Interactions, profile_ids: Sequence[int]) -> dict[int, dict[int, datetime]]:
    """Profile id -> title id -> instant."""
    asked = np.isin(interactions.profile_ids, np.array(profile_ids, dtype=np.int64))
    places = np.flatnonzero(asked[interactions.profile_code])
    who = interactions.profile_ids[interactions.profile_code[places]].tolist()
    what = interactions.title_ids[interactions.title_code[places]].tolist()
    found: dict[int, dict[int, datetime]] = {}
    for profile, title, at in zip(who, what, interactions.at[places].tolist(), strict=True):
        found.setdefault(profile, {})[title] = datetime.fromtimestamp(at, tz=UTC)
    return found
