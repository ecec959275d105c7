"""A small catalogue for simulated viewers: as arrays for tests that need no database, and in the database."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from catalog.models import Artwork, LabelKind
from recommendations.simulation.life import Lived
from recommendations.simulation.nature import Nature
from recommendations.simulation.parameters import FROZEN, Parameters
from recommendations.simulation.records import Records
from recommendations.simulation.simulate import Plan, batches, nature_of
from recommendations.simulation.world import Windows, World
from tests.factories.catalog import a_person, a_series, a_title, a_window, an_artwork, an_artwork_label

UNTIL = datetime(2026, 11, 1, 20, 0, tzinfo=UTC)
GENRES, MOODS, THINGS = 6, 6, 8
PICTURES = 4
DAY = 86_400.0


def a_world(*, titles: int = 48, seed: int = 5) -> World:
    """Films and series of 4 episodes by turns; a third arrives late, a sixth leaves early, a sixth is British only."""
    random = np.random.default_rng(seed)
    names = [(kind, f"{kind}-{n}") for kind, number in
             (("genre", GENRES), ("mood", MOODS), ("object", THINGS)) for n in range(number)]  # fmt: skip
    features = np.zeros((titles, len(names)))
    for row in features:
        row[random.choice(GENRES, 2, replace=False)] = 1.0
        row[GENRES + random.choice(MOODS, 2, replace=False)] = 1.0
    shown = np.zeros((titles * PICTURES, len(names)))
    for place, row in enumerate(shown):
        row[random.choice(np.flatnonzero(features[place // PICTURES]), 2, replace=False)] = 1.0
        row[GENRES + MOODS + random.integers(THINGS)] = 1.0
    number = np.arange(titles)
    until = UNTIL.timestamp()
    added = np.where(number % 3 == 0, until - random.uniform(1, 40, titles) * DAY, until - 400 * DAY)
    ends = np.where(number % 6 == 1, until - random.uniform(1, 20, titles) * DAY, np.inf)
    parts = np.where(number % 2 == 0, 1, 4)
    return World(
        title_ids=100 + number,
        names=tuple(f"Title {n}" for n in number),
        features=features,
        feature_names=tuple(names),
        maturity=random.choice([0, 7, 10, 13, 16, 18], titles, p=[0.25, 0.2, 0.15, 0.15, 0.15, 0.1]),
        critics=random.uniform(50, 95, titles),
        added_at=added,
        windows=Windows(
            title=number, country=tuple("GB" if n % 6 == 2 else "" for n in number), starts_at=added, ends_at=ends
        ),
        first_part=np.cumsum([0, *parts]),
        part_episode=np.concatenate([_episodes(n, count) for n, count in enumerate(parts.tolist())]),
        part_seconds=np.concatenate([[6_000.0] if count == 1 else [2_400.0] * 4 for count in parts.tolist()]),
        first_picture=PICTURES * np.arange(titles + 1),
        picture_ids=5_000 + np.arange(titles * PICTURES),
        picture_features=shown,
        billboard=np.where(number % 2 == 0, 9_000 + number, 0),
    )


def _episodes(title: int, parts: int) -> np.ndarray:
    return np.zeros(1, dtype=np.int64) if parts == 1 else 1_000 + 10 * title + np.arange(parts)


def quietly(_text: str) -> None:
    """Nobody waits for a test's progress."""


def a_plan(*, households: int = 60, days: float = 42.0, seed: int = 3, parameters: Parameters = FROZEN) -> Plan:
    return Plan(households=households, days=days, until=UNTIL, seed=seed, parameters=parameters)


def lives(plan: Plan, world: World) -> list[tuple[Lived, Records]]:
    """Every batch of the plan, lived."""
    return list(batches(plan, world=world, nature=nature_of(plan, world)))


@pytest.fixture(scope="session")
def world() -> World:
    return a_world()


@pytest.fixture(scope="session")
def nature(world: World) -> Nature:
    return nature_of(a_plan(), world)


@pytest.fixture(scope="session")
def lived(world: World) -> Lived:
    """The days of 60 households."""
    ((found, _records),) = lives(a_plan(), world)
    return found


@pytest.fixture
def catalogue(settings: object, tmp_path: object) -> None:
    """Thirty titles with pictures in the database, for every ceiling; some came late, one left."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings.
    genres, moods, steps = ["Drama", "Comedy", "Horror", "Family"], ["Warm", "Dark", "Witty"], [0, 7, 10, 13, 16, 18]
    person = a_person("Mara")
    for number in range(30):
        added = UNTIL - timedelta(days=300 if number % 4 else number)
        make = a_series if number % 3 == 0 else a_title
        title = make(
            f"Number {number}", maturity=steps[number % 6] if number % 2 else 0, genres=[genres[number % 4], "Music"],
            moods=[moods[number % 3]], added_at=added, available=False,
        )  # fmt: skip
        a_window(title, starts_at=added, ends_at=UNTIL - timedelta(days=9) if number == 5 else None)
        for key, thing in (("scene", "lamp"), ("object", "boat")):
            picture = an_artwork(title, key=key)
            an_artwork_label(picture, thing)
            an_artwork_label(picture, moods[number % 3].lower(), kind=LabelKind.MOOD)
        if number % 2:
            an_artwork(title, key="billboard", kind=Artwork.Kind.BILLBOARD)
            an_artwork_label(picture, person.slug, kind=LabelKind.PERSON, person=person)
