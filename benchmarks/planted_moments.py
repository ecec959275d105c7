"""Synthetic households whose choices depend on taste and, if asked to, on hour, weekday and device; from a seed."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from recommendations.contracts import Moment
from recommendations.contracts.moment import DAYPARTS, DEVICES, VALUES
from recommendations.training.content import Content
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.plays import Plays
from recommendations.training.read_content import table_of

CUTOFF = datetime(2026, 11, 20, tzinfo=UTC)
GENRES, MOODS, HIDDEN = 16, 10, 4
HOURS = np.array([0.3, 0.8, 0.8, 1.0, 2.5, 1.4])
"""How many people watch in each daypart, by proportion."""
DEVICES_BY_DAYPART = np.array(
    [[2, 1, 2, 1], [4, 1, 1, 1], [2, 1, 3, 1], [2, 1, 2, 2], [1, 1, 1, 5], [2, 1, 1, 4]], dtype=float
)
"""Phone, tablet, laptop, television."""
FINISHED = 1.5
"""What a play to the end is worth by the default reward table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What is planted: deviations of log-odds."""

    effect: float
    """Of each value of a moment on each genre and mood."""
    own_effect: float
    """The same on each single title."""
    people: tuple[float, ...] = (1.0,)
    """Shares of profiles that one, two ... people use, each with own tastes and own hours."""
    profiles: int = 800
    titles: int = 400


PLANTED = World(effect=0.4, own_effect=0.2)
SHARED = World(effect=0.4, own_effect=0.2, people=(0.5, 0.35, 0.15))
ONLY_SHARED = World(effect=0.0, own_effect=0.0, people=(0.5, 0.35, 0.15))
NOTHING = World(effect=0.0, own_effect=0.0)
WORLDS = {
    "moods follow the moment": PLANTED,
    "moods follow the moment, profiles are shared": SHARED,
    "no effect, profiles are shared": ONLY_SHARED,
    "no effect": NOTHING,
}


def households(world: World, *, seed: int) -> tuple[Dataset, Content]:
    """Plays of distinct titles in the order of time, all to the end, and what the titles are."""
    random = np.random.default_rng(seed)
    features = _features(random, world.titles)
    effects = world.effect * random.normal(size=(VALUES, GENRES + MOODS)) @ features.T
    effects += world.own_effect * random.normal(size=(VALUES, world.titles))
    popularity = 1.2 * random.normal(size=world.titles)
    hidden = random.normal(size=(world.titles, HIDDEN))
    rows = []
    for profile in range(1, world.profiles + 1):
        count = 1 + random.choice(len(world.people), p=world.people)
        people = [_Person(random, features, hidden) for _person in range(count)]
        rows += _history(random, profile, people, popularity, effects)
    profiles, titles, moments, at = (np.array(column) for column in zip(*rows, strict=True))
    ids = np.arange(1, world.titles + 1, dtype=np.int64)
    kinds = [(int(ids[title]), f"kind {kind}") for title, kind in np.argwhere(features)]
    dataset = Dataset(
        ratings=interactions_of([], [], [], []),
        strengths=interactions_of(profiles, titles + 1, np.full(len(titles), FINISHED), at),
        cutoff=CUTOFF,
        plays=Plays(profile_ids=profiles, title_ids=titles + 1, moment=moments.astype(np.int8)),
    )
    return dataset, Content(title_ids=ids, groups={"kind": table_of(ids, kinds)})


class _Person:
    """Tastes and hours of one person."""

    def __init__(self, random: np.random.Generator, features: np.ndarray, hidden: np.ndarray) -> None:
        tastes = np.concatenate([0.9 * random.normal(size=GENRES), 0.5 * random.normal(size=MOODS)])
        self.likes = features @ tastes + 0.35 * hidden @ random.normal(size=HIDDEN)
        self.hours = random.dirichlet(1.5 * HOURS)
        self.devices = random.dirichlet(np.ones(len(DEVICES)))


def _features(random: np.random.Generator, titles: int) -> np.ndarray:
    """One or two genres and as many moods for each title."""
    table = np.zeros((titles, GENRES + MOODS))
    for row in table:
        row[random.choice(GENRES, random.integers(1, 3), replace=False)] = 1.0
        row[GENRES + random.choice(MOODS, random.integers(1, 3), replace=False)] = 1.0
    return table


def _history(
    random: np.random.Generator, profile: int, people: list[_Person], popularity: np.ndarray, effects: np.ndarray
) -> list[tuple[int, int, int, int]]:
    """(profile, title, moment, Unix second) of each play, oldest first."""
    length = int(np.clip(random.lognormal(3.3, 0.5), 8, 100))
    left = np.zeros(len(popularity))
    times = np.sort(int(CUTOFF.timestamp()) - random.integers(0, 150 * 86_400, length))
    rows = []
    for at in times.tolist():
        person = people[random.integers(len(people))]
        daypart = random.choice(DAYPARTS, p=person.hours)
        devices = person.devices * DEVICES_BY_DAYPART[daypart]
        device = DEVICES[random.choice(len(DEVICES), p=devices / devices.sum())]
        moment = Moment(daypart=int(daypart), is_weekend=bool(random.random() < 2 / 7), device=device)
        logits = popularity + person.likes + effects[list(moment.values)].sum(axis=0) + left
        title = int(np.argmax(logits + random.gumbel(size=len(logits))))
        left[title] = -np.inf
        rows.append((profile, title, moment.code, at))
    return rows
