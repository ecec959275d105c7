"""Learn from runs of the player how likely viewers go on with what they began."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from django.db import connection

from accounts.device_kinds import DeviceKind
from recommendations.events.packed import instant, real, records_of_query, seconds_of, small, whole
from recommendations.ranking.policy import RESUME_WEIGHTS
from recommendations.ranking.resume import FEATURES, SECONDS_PER_DAY, Begun, features_of
from recommendations.training.logistic import most_probable_weights

FEWEST_RETURNS = 200
"""With fewer returns to learn from, the weights of the policy stand."""
MOST_RUNS = 300_000
"""About so many runs of the player are read: of more, those of some viewers, each with all of theirs. The latest of
everybody's would leave out what most of them had begun before."""
VISIT_SECONDS = 1800.0
"""A run that begins so long after the last one ended is a visit of its own: then the viewer chose anew."""
FORGOTTEN_DAYS = 120.0
PRIOR_DEVIATION = 0.5
"""Of each weight around the policy's, in log-odds."""

DEVICES = [kind.value for kind in DeviceKind]
PARTS = 1_000_000
"""Into so many parts viewers are divided by a hash of their number."""
COUNT = "SELECT count(*) FROM recommendations_playsession WHERE last_at <= %(now)s"
RUNS = """
    SELECT run.profile_id, run.title_id, coalesce(run.episode_id, 0) AS episode_id, first_at, last_at, completed,
           CASE WHEN duration_seconds > 0 THEN position_seconds / duration_seconds ELSE 0 END AS fraction,
           array_position(%(devices)s::text[], device::text) AS device,
           newest.id IS NOT NULL AS is_last
    FROM recommendations_playsession run
    LEFT JOIN (
        SELECT DISTINCT ON (season.title_id) episode.id
        FROM catalog_episode episode JOIN catalog_season season ON season.id = episode.season_id
        ORDER BY season.title_id, season.number DESC, episode.number DESC
    ) newest ON newest.id = run.episode_id
    WHERE last_at <= %(now)s AND mod(abs(hashint8(run.profile_id)::bigint), %(parts)s) < %(taken)s
"""
COLUMNS = {
    "profile": whole("profile_id"), "title": whole("title_id"), "episode": whole("episode_id"),
    "first": instant("first_at"), "last": instant("last_at"), "fraction": real("fraction"),
    "completed": small("completed::int"), "device": small("coalesce(device, 0)"), "is_last": small("is_last::int"),
}  # fmt: skip

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]


class Run(NamedTuple):
    """One run of the player; instants are Unix seconds."""

    profile: int
    title: int
    episode: int
    first: int
    last: int
    fraction: float
    completed: bool
    device: int
    is_last: bool = False
    """Of a series, the episode that none comes after."""

    @property
    def is_open(self) -> bool:
        """There is something to go on with: the rest of it, or another episode."""
        return not self.completed or (self.episode > 0 and not self.is_last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """At each visit, a row for everything that was open, and whether the visit went on with it."""

    features: Matrix
    resumed: npt.NDArray[np.bool_]

    @property
    def suffices(self) -> bool:
        return int(self.resumed.sum()) >= FEWEST_RETURNS


def learn_resumption(*, cutoff: datetime) -> Mapping[str, float] | None:
    """Weights by feature, from runs before `cutoff`; None where there are too few returns among them."""
    returns = returns_in(read_runs(cutoff=cutoff))
    return fitted(returns) if returns.suffices else None


def read_runs(*, cutoff: datetime, most: int = MOST_RUNS) -> list[Run]:
    """By profile, in the order in which they began; of a great many, those of some viewers."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"now": cutoff})
        taken = min(PARTS, PARTS * most // max(1, cursor.fetchone()[0]))
    blocks = records_of_query(
        query=RUNS, columns=COLUMNS,
        parameters={"now": cutoff, "parts": PARTS, "taken": taken, "devices": DEVICES},
    )  # fmt: skip
    runs = [
        Run(profile, title, episode, first, last, fraction, bool(is_completed), device, bool(is_last))
        for block in blocks
        for profile, title, episode, first, last, fraction, is_completed, device, is_last in zip(
            block["profile"].tolist(), block["title"].tolist(), block["episode"].tolist(),
            seconds_of(block["first"]).tolist(), seconds_of(block["last"]).tolist(), block["fraction"].tolist(),
            block["completed"].tolist(), block["device"].tolist(), block["is_last"].tolist(), strict=True,
        )
    ]  # fmt: skip
    return sorted(runs)


def returns_in(runs: Iterable[Run]) -> Returns:
    """What was open at every visit; `runs` are grouped by profile."""
    features, resumed = [features_of([])], [np.zeros(0, dtype=bool)]
    for _profile, own in groupby(runs, key=lambda run: run.profile):
        visits = list(_visits(sorted(own, key=lambda run: (run.first, run.last))))
        # As objects, what was open at everybody's visits would take ten times the memory.
        features.append(features_of([begun for begun, _is_resumed in visits]))
        resumed.append(np.array([is_resumed for _begun, is_resumed in visits], dtype=bool))
    return Returns(features=np.concatenate(features), resumed=np.concatenate(resumed))


def _visits(runs: list[Run]) -> Iterator[tuple[Begun, bool]]:
    latest: dict[int, Run] = {}
    left_at = float("-inf")
    for run in runs:
        if run.first - left_at >= VISIT_SECONDS:
            known_since = run.first - FORGOTTEN_DAYS * SECONDS_PER_DAY
            latest = {title: before for title, before in latest.items() if before.last >= known_since}
            ends = sorted(before.last for before in latest.values())
            for title, before in latest.items():
                if before.is_open:
                    yield _as_begun(before, run, ends), title == run.title
        latest[run.title] = run
        left_at = max(left_at, run.last)


def _as_begun(before: Run, now: Run, ends: list[int]) -> Begun:
    """`ends` are sorted: when each title that is known was last left."""
    is_between = bool(before.episode and before.completed)
    return Begun(
        age_days=(now.first - before.last) / SECONDS_PER_DAY,
        fraction=0.0 if is_between else before.fraction,
        is_series=bool(before.episode),
        is_between_episodes=is_between,
        is_same_screen=before.device == now.device,
        others_since=len(ends) - bisect_right(ends, before.last),
    )


def fitted(returns: Returns) -> dict[str, float]:
    """The most probable weights given the returns and the policy's as prior."""
    prior = np.array([RESUME_WEIGHTS[name] for name in FEATURES])
    precision = np.full(len(FEATURES), 1.0 / PRIOR_DEVIATION**2)
    weights = most_probable_weights(returns.features, returns.resumed, prior=prior, precision=precision)
    return dict(zip(FEATURES, weights.tolist(), strict=True))
