"""The ways to hold something out and judge by it, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from recommendations.training.dataset import Dataset
from recommendations.training.split import drawn, latest, latest_of_all, split_at

HELD_OUT_OF_ALL = 0.2
HELD_OUT_BY_CHANCE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """`split(dataset, seed)` answers (to learn from, held out)."""

    key: str
    words: str
    split: Callable[[Dataset, int], tuple[Dataset, Dataset]]
    all_relevant: bool = False


VIEWER_TIME = Protocol(
    key="viewer-time",
    words="the last fifth of what every viewer did is held out; relevant is what was liked",
    split=lambda dataset, _seed: split_at(dataset, latest(dataset.strengths, HELD_OUT_OF_ALL)),
)
GLOBAL_TIME = Protocol(
    key="global-time",
    words="the last fifth of what anybody did is held out; relevant is what was liked; newcomers are not judged",
    split=lambda dataset, _seed: split_at(dataset, latest_of_all(dataset.strengths, HELD_OUT_OF_ALL)),
)
STRATIFIED = Protocol(
    key="stratified",
    words="a random quarter of what every viewer did is held out; all of it is relevant (Microsoft Recommenders)",
    split=lambda dataset, seed: split_at(dataset, drawn(dataset.strengths, HELD_OUT_BY_CHANCE, seed=seed)),
    all_relevant=True,
)

PROTOCOLS = (VIEWER_TIME, GLOBAL_TIME, STRATIFIED)
FIVE_FOLD = "five-fold"
