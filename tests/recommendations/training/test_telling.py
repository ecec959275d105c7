"""Training puts the titles in order that newcomers are asked about: those whose likes say most about the others."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import Calibration
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.recipe import Choice, Recipe, fit_bundle
from recommendations.training.telling import NOISE, explaining_order, likes_of, titles_to_ask
from tests.factories.interactions import a_dataset_with_tastes

CIRCLES = 4


@pytest.fixture(scope="module")
def learned() -> tuple[Dataset, Bundle]:
    dataset = a_dataset_with_tastes()
    return dataset, fit_bundle(dataset, recipe=Recipe(), choice=Choice(), calibration=Calibration())


def test_the_first_questions_are_about_all_circles_of_taste(learned: tuple[Dataset, Bundle]) -> None:
    dataset, bundle = learned

    asked = titles_to_ask(bundle, dataset)

    assert asked is not None
    first = bundle.title_ids[np.argsort(-asked.score(), kind="stable")[:CIRCLES]]
    assert len({int(title) % CIRCLES for title in first}) == CIRCLES


def slow_order(likes: np.ndarray, count: int) -> list[int]:
    """By its definition: what a ridge regression of all columns on the chosen ones leaves open, anew at every step."""
    centred = likes - likes.mean(axis=0)
    chosen: list[int] = []
    while len(chosen) < count:
        open_to = {}
        for column in set(range(likes.shape[1])) - set(chosen):
            part = centred[:, [*chosen, column]]
            ridge = part.T @ part / len(likes) + NOISE * np.eye(len(chosen) + 1)
            shared = part.T @ centred / len(likes)
            open_to[column] = float(
                np.trace(centred.T @ centred / len(likes) - shared.T @ np.linalg.solve(ridge, shared))
            )
        chosen.append(min(open_to, key=lambda column: (round(open_to[column], 9), column)))
    return chosen


@pytest.mark.parametrize("seed", range(6))
def test_each_choice_leaves_the_least_open(seed: int) -> None:
    random = np.random.default_rng(seed)
    likes = (random.random((60, 9)) < random.uniform(0.05, 0.8, 9)).astype(float)

    assert explaining_order(sparse.csr_array(likes), count=6).tolist() == slow_order(likes, 6)


def test_what_nobody_and_what_everybody_likes_says_nothing_and_twins_are_asked_once() -> None:
    half, quarter = np.arange(40) % 2, (np.arange(40) % 4) // 2
    likes = np.column_stack([np.ones(40), half, half, quarter, np.zeros(40)]).astype(float)

    first, second, *rest = explaining_order(sparse.csr_array(likes), count=5).tolist()

    assert (first, second) == (1, 3)
    assert rest[0] == 2


def test_likes_are_strengths_of_more_than_having_seen_it() -> None:
    known = interactions_of([1, 1, 2, 3], [10, 11, 10, 12], [2.0, 1.0, 1.5, -0.5], [0] * 4)

    ids, likes = likes_of(known)

    assert ids.tolist() == [10]
    assert likes.toarray().ravel().tolist() == [1.0, 1.0, 0.0]


def test_no_likes_no_order(learned: tuple[Dataset, Bundle]) -> None:
    dataset, bundle = learned
    seen = replace(dataset.strengths, value=np.ones_like(dataset.strengths.value))

    assert titles_to_ask(bundle, replace(dataset, strengths=seen)) is None
