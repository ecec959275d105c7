"""Interactions and datasets with an obvious answer, made from a seed and nothing else."""

from datetime import UTC, datetime

import numpy as np

from recommendations.contracts import Interactions
from recommendations.training.dataset import Dataset, interactions_of

CUTOFF = datetime(2026, 11, 20, tzinfo=UTC)
FIRST_TITLE = 100


def a_checkerboard(*, viewers: int = 40, titles: int = 20, value: float = 2.0) -> Interactions:
    """Even viewers watched even titles, odd viewers odd ones; each left out a title or two of the own colour."""
    viewer, title = np.meshgrid(np.arange(viewers), np.arange(titles), indexing="ij")
    chosen = ((viewer + title) % 2 == 0) & ((viewer // 2 + title // 2) % 5 != 0)
    people, things = viewer[chosen], title[chosen]
    at = int(CUTOFF.timestamp()) - 86_400 * (1 + (people * 7 + things * 3) % 50)
    values = np.full(len(people), value)
    return interactions_of(people + 1, things + FIRST_TITLE, values, at)


def random_ratings(seed: int, *, viewers: int, titles: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Viewer ids, title ids and ratings of distinct pairs in random order."""
    random = np.random.default_rng(seed)
    pairs = random.permutation(viewers * titles)[:count]
    return pairs // titles + 1, pairs % titles + FIRST_TITLE, random.integers(1, 6, count).astype(np.float32)


def a_dataset_with_tastes(seed: int = 0, *, viewers: int = 200, titles: int = 80, shuffled: bool = False) -> Dataset:
    """Four circles of taste over titles; each viewer likes the own circle's and a few of anybody's.

    With `shuffled`, the same titles as often, dealt out to viewers at random: nothing is left to learn.
    """
    random = np.random.default_rng(seed)
    people, things, values = [], [], []
    for viewer in range(viewers):
        circle = viewer % 4
        own = random.choice(np.arange(circle, titles, 4), 14, replace=False)
        others = random.choice(titles, 6, replace=False)
        for title in dict.fromkeys([*own.tolist(), *others.tolist()]):
            people.append(viewer + 1)
            things.append(title + FIRST_TITLE)
            values.append(random.choice([4, 5]) if title % 4 == circle else random.choice([1, 2, 3]))
    at = int(CUTOFF.timestamp()) - random.integers(1, 100 * 86_400, len(people))
    if shuffled:
        order = random.permutation(len(people))
        things, values = [things[k] for k in order], [values[k] for k in random.permutation(len(people))]
        kept = np.unique(np.column_stack([people, things]), axis=0, return_index=True)[1]
        people, things = [people[k] for k in kept], [things[k] for k in kept]
        values, at = [values[k] for k in kept], at[kept]
    said = np.array(values, dtype=np.float32)
    worth = 1.0 + np.select([said >= 4.5, said >= 3.5, said <= 2], [2.0, 1.0, -1.5], 0.0)
    return Dataset(
        ratings=interactions_of(people, things, said, at),
        strengths=interactions_of(people, things, worth, at),
        cutoff=CUTOFF,
    )


def a_dataset_of_quiet_viewers(seed: int = 0, *, viewers: int = 300, titles: int = 120) -> Dataset:
    """Six circles of taste whose viewers see much and say little: who learns from likes alone has little to go by."""
    random = np.random.default_rng(seed)
    rows: list[tuple[int, int, float]] = []
    for viewer in range(viewers):
        own = random.permutation(np.arange(viewer % 6, titles, 6))[:17]
        others = np.setdiff1d(random.permutation(titles)[:4], own)
        rows += [(viewer, title, 2.0 if place < 3 else 1.0) for place, title in enumerate(own.tolist())]
        rows += [(viewer, title, 1.0) for title in others.tolist()]
    people, things, values = (np.array(column) for column in zip(*rows, strict=True))
    at = int(CUTOFF.timestamp()) - random.integers(1, 100 * 86_400, len(rows))
    return Dataset(
        ratings=interactions_of([], [], [], []),
        strengths=interactions_of(people + 1, things + FIRST_TITLE, values, at),
        cutoff=CUTOFF,
    )
