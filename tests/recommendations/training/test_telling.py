"""Training puts the titles in order that newcomers are asked about."""

from dataclasses import replace

import numpy as np
import pytest

from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import Calibration
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.recipe import Choice, Recipe, fit_bundle
from recommendations.training.telling import titles_to_ask, worth_of_answers
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


def test_known_and_divisive_titles_are_worth_more() -> None:
    viewers = [1, 2, 3, 4, 1, 2, 3, 4, 1]
    titles = [10, 10, 10, 10, 11, 11, 11, 11, 12]
    said = interactions_of(viewers, titles, [5, 1, 5, 1, 4, 4, 4, 4, 4], [0] * 9)
    ids = np.array([10, 11, 12, 13])

    worth = worth_of_answers(ids, known=said, said=said)

    assert worth[0] > worth[1] > worth[2] > worth[3] == 0


def test_no_factors_no_order(learned: tuple[Dataset, Bundle]) -> None:
    dataset, bundle = learned

    assert titles_to_ask(replace(bundle, rankers={}, rating=None), dataset) is None
