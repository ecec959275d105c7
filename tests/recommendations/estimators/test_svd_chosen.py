"""Surprise's SVD on choices: what it is shown, that it is Surprise's, and that it then knows taste."""

from typing import Any

import numpy as np
import pytest

from recommendations.estimators import Popularity, SVDChosen, UnableToFit
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.training.dataset import interactions_of
from tests.factories.interactions import a_dataset_with_tastes

STRENGTHS = a_dataset_with_tastes().strengths


def test_it_is_shown_all_that_was_liked_and_nothing_liked_as_a_zero() -> None:
    trainset = ArrayTrainset.of(STRENGTHS)
    users, items, values = SVDChosen(negatives=8, seed=3)._draw(trainset)
    liked = trainset.values >= 1.25
    viewers = np.repeat(np.arange(trainset.n_users), np.diff(trainset.starts))[liked]
    expected = set(zip(viewers.tolist(), trainset.items[liked].tolist(), strict=True))
    ones, zeros = values == 1.0, values == 0.0
    assert set(zip(users[ones].tolist(), items[ones].tolist(), strict=True)) == expected
    assert ones.sum() == len(expected)
    assert not set(zip(users[zeros].tolist(), items[zeros].tolist(), strict=True)) & expected
    assert 6.0 < zeros.sum() / ones.sum() <= 8.0
    assert set(values.tolist()) == {0.0, 1.0}


def test_the_compiled_kernel_learns_what_the_library_learns() -> None:
    stock: Any = SVDChosen(kernel="stock", factors=16, epochs=5).learn(STRENGTHS, seed=1)
    compiled: Any = SVDChosen(kernel="compiled", factors=16, epochs=5).learn(STRENGTHS, seed=1)
    assert stock.factors.tobytes() == compiled.factors.tobytes()
    assert stock.biases.tobytes() == compiled.biases.tobytes()


def test_another_seed_draws_other_titles() -> None:
    one: Any = SVDChosen(factors=16, epochs=2).learn(STRENGTHS, seed=1)
    two: Any = SVDChosen(factors=16, epochs=2).learn(STRENGTHS, seed=2)
    assert not np.array_equal(one.factors, two.factors)


def test_it_puts_a_circles_titles_before_everybody_elses() -> None:
    scorer: Any = SVDChosen(factors=16).learn(STRENGTHS, seed=1)
    popular: Any = Popularity().learn(STRENGTHS, seed=1)
    for circle in range(4):
        own = [int(title) for title in STRENGTHS.title_ids if (title - 100) % 4 == circle][:4]
        scores = scorer.score(dict.fromkeys(own, 2.0))
        rest = ~np.isin(scorer.title_ids, own)
        top = scorer.title_ids[rest][np.argsort(-scores[rest])[:10]]
        assert ((top - 100) % 4 == circle).mean() >= 0.9
        by_count = popular.title_ids[rest][np.argsort(-popular.scores[rest])[:10]]
        assert ((by_count - 100) % 4 == circle).mean() < 0.9


def test_everybody_liking_everything_leaves_nothing_to_draw_and_still_learns() -> None:
    people, things = np.meshgrid(np.arange(5), np.arange(4), indexing="ij")
    everything = interactions_of(people.ravel() + 1, things.ravel() + 10, np.full(20, 2.0), np.zeros(20))
    scorer: Any = SVDChosen(factors=4).learn(everything, seed=0)
    assert np.isfinite(scorer.score({10: 2.0})).all()
    with pytest.raises(UnableToFit, match="liked"):
        SVDChosen().learn(interactions_of([1], [2], [-1.0], [0]), seed=0)
