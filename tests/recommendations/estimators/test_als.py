"""Folding in is what implicit itself would do with a viewer."""

from typing import Any

import numpy as np
import pytest
from scipy import sparse

from recommendations.estimators import ALS, UnableToFit
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.training.dataset import interactions_of
from tests.factories.interactions import a_dataset_with_tastes


@pytest.mark.parametrize("alpha", [1.0, 5.0])
def test_a_folded_in_viewer_is_where_implicit_would_put_it(alpha: float) -> None:
    strengths = a_dataset_with_tastes().strengths
    estimator = ALS(factors=12, regularisation=3.0, alpha=alpha)
    scorer: Any = estimator.learn(strengths, seed=2)
    titles = np.sort(ArrayTrainset.of(strengths).raw_items)
    places = np.argsort(ArrayTrainset.of(strengths).raw_items)
    for own in ([0], [3, 11, 40], list(range(0, 60, 2))):
        row = sparse.csr_matrix(
            (np.ones(len(own), dtype=np.float32), ([0] * len(own), places[own])), shape=(1, len(titles))
        )
        theirs = estimator.model.recalculate_user(0, row)
        ours = scorer.fold_in({int(titles[place]): 2.0 for place in own})
        assert np.abs(ours.vector - theirs).max() < 1e-4
        scores = scorer.score({int(titles[place]): 2.0 for place in own})
        assert np.abs(scores - (estimator.model.item_factors @ theirs)[places]).max() < 1e-4


def test_the_last_step_of_the_descent_and_the_fold_in_agree_on_known_viewers() -> None:
    strengths = a_dataset_with_tastes().strengths
    estimator = ALS(factors=12, iterations=30)
    scorer: Any = estimator.learn(strengths, seed=2)
    own = {int(t): 2.0 for t in strengths.title_ids[strengths.title_code[strengths.profile_code == 4]]}
    liked = {
        title: worth
        for title, worth in zip(own, strengths.value[strengths.profile_code == 4].tolist(), strict=True)
        if worth >= 1.25
    }
    folded = scorer.fold_in(dict.fromkeys(liked, 1.0)).vector
    learned = estimator.model.user_factors[estimator.trainset.to_inner_uid(int(strengths.profile_ids[4]))]
    assert folded @ learned / np.linalg.norm(folded) / np.linalg.norm(learned) > 0.999


def test_any_number_of_threads_learns_the_same() -> None:
    strengths = a_dataset_with_tastes().strengths
    one: Any = ALS(factors=8, threads=1).learn(strengths, seed=3)
    two: Any = ALS(factors=8, threads=2).learn(strengths, seed=3)
    assert np.array_equal(one.factors, two.factors)


def test_it_says_so_when_nobody_liked_anything() -> None:
    with pytest.raises(UnableToFit, match="liked"):
        ALS().learn(interactions_of([1, 2], [5, 6], [-1.0, 0.1], [0, 0]), seed=0)
