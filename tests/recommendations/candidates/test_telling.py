"""What newcomers are asked about: worth much, and unlike what is asked already."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.candidates.telling import telling_order, telling_without_model
from tests.factories.rankings import some_catalogue


def slow_order(vectors: np.ndarray, worth: np.ndarray, count: int) -> list[int]:
    """The same choice by its definition: the determinant of A is worked out anew for every title at every step."""
    chosen: list[int] = []
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    while len(chosen) < min(count, int((worth > 0).sum())):
        base = np.eye(vectors.shape[1]) + sum((worth[k] * np.outer(unit[k], unit[k]) for k in chosen), np.zeros(1))
        gains = [
            np.linalg.slogdet(base + worth[k] * np.outer(unit[k], unit[k]))[1] - np.linalg.slogdet(base)[1]
            if worth[k] > 0 and k not in chosen
            else -np.inf
            for k in range(len(worth))
        ]
        chosen.append(int(np.argmax(np.round(gains, 9))))
    return chosen


@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 6))
def test_each_choice_raises_the_determinant_most(seed: int, titles: int, factors: int) -> None:
    random = np.random.default_rng(seed)
    vectors, worth = random.normal(size=(titles, factors)), random.uniform(0.1, 5, titles)
    worth[random.random(titles) < 0.2] = 0.0

    assert telling_order(vectors=vectors, worth=worth, count=8).tolist() == slow_order(vectors, worth, 8)


def test_two_of_a_kind_do_not_stand_together_though_both_are_known_best() -> None:
    vectors = np.array([[1.0, 0.0], [1.0, 0.01], [0.0, 1.0]])

    assert telling_order(vectors=vectors, worth=[5.0, 4.9, 1.0], count=2).tolist() == [0, 2]


def test_where_all_are_unlike_the_worthiest_come_first() -> None:
    assert telling_order(vectors=np.eye(4), worth=[1.0, 3.0, 2.0, 4.0], count=3).tolist() == [3, 1, 2]


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (0, 0)])
def test_no_titles_and_no_factors_are_no_trouble(shape: tuple[int, int]) -> None:
    assert len(telling_order(vectors=np.zeros(shape), worth=np.ones(shape[0]), count=2)) == min(2, shape[0])


def test_without_a_model_the_first_ones_are_popular_and_of_many_genres() -> None:
    catalogue = some_catalogue(size=80)
    popularity = np.zeros(80, dtype=np.float32)
    popularity[:20] = 3.0
    among = np.ones(80, dtype=bool)
    among[0] = False

    chosen = telling_without_model(catalogue, popularity=popularity, among=among, count=8)

    assert 0 not in chosen
    assert (chosen[:4] < 20).all()
    assert (catalogue.genres.member[chosen].sum(axis=0) > 0).all()
