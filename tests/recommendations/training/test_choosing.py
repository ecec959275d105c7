"""Choosing learns nothing twice, and goes by a part of a great many viewers."""

from collections import Counter
from typing import Any

import numpy as np
import pytest

from recommendations.estimators import ALS, EASE, BayesianFactors, SurpriseSVD
from recommendations.training import recipe as module
from recommendations.training.learner import Learner
from recommendations.training.recipe import Recipe, choose
from recommendations.training.sample import some_viewers
from recommendations.training.split import split
from tests.factories.interactions import a_dataset_with_tastes

pytestmark = pytest.mark.django_db


def test_whatever_was_learned_while_choosing_is_not_learned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    learned: Counter[tuple[str, str]] = Counter()
    really = Learner.learn

    def counting(learner: Learner, estimator: Any, interactions: Any) -> Any:
        learned[estimator.key, str(learner.configs.get(estimator.key))] += 1
        return really(learner, estimator, interactions)

    monkeypatch.setattr(Learner, "learn", counting)
    learning, _held = split(a_dataset_with_tastes())
    chosen = choose(learning, recipe=Recipe(seed=1))
    assert chosen.configs[EASE.key] in module.EASE_TRIED
    assert chosen.rating in {SurpriseSVD.key, BayesianFactors.key}
    assert {key for key, _config in learned} >= {EASE.key, ALS.key, SurpriseSVD.key, BayesianFactors.key}
    assert set(learned.values()) == {1}


def test_what_all_would_take_too_long_for_is_not_chosen_by_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    learned = set()
    really = Learner.learn

    def noting(learner: Learner, estimator: Any, interactions: Any) -> Any:
        learned.add(estimator)
        return really(learner, estimator, interactions)

    monkeypatch.setattr(Learner, "learn", noting)
    learning, _held = split(a_dataset_with_tastes())
    monkeypatch.setattr(module, "MOST_TO_CHOOSE_BY", len(learning.strengths) // 2)
    monkeypatch.setattr(module, "MOST_RATINGS_TO_SAMPLE", len(learning.ratings) - 1)
    assert choose(learning, recipe=Recipe(seed=1)).rating == SurpriseSVD.key
    assert SurpriseSVD in learned
    assert BayesianFactors not in learned


def test_what_was_learned_while_choosing_is_what_would_be_learned_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    learning, _held = split(a_dataset_with_tastes())
    kept = choose(learning, recipe=Recipe(seed=1))
    really = module.fit_bundle

    def anew(*given: Any, **more: Any) -> Any:
        assert more.pop("learned")
        return really(*given, **more)

    monkeypatch.setattr(module, "fit_bundle", anew)
    assert choose(learning, recipe=Recipe(seed=1)) == kept


def test_of_a_great_many_viewers_some_are_drawn_whole() -> None:
    dataset = a_dataset_with_tastes()
    assert some_viewers(dataset, most=len(dataset.strengths), seed=3) is dataset
    half = len(dataset.strengths) // 2
    some = some_viewers(dataset, most=half, seed=3)
    counts, everybody = (
        np.bincount(part.strengths.profile_code, minlength=len(part.strengths.profile_ids)) for part in (some, dataset)
    )
    assert np.array_equal(counts[counts > 0], everybody[counts > 0])
    assert 0.3 < len(some.strengths) / len(dataset.strengths) < 0.7
    assert set(some.ratings.profile_ids[np.unique(some.ratings.profile_code)]) == set(
        some.strengths.profile_ids[counts > 0]
    )
    again = some_viewers(dataset, most=half, seed=3)
    assert np.array_equal(again.strengths.value, some.strengths.value)
    of_some = some_viewers(some, most=len(some.strengths) // 2, seed=3)
    assert 0.25 < len(of_some.strengths) / len(some.strengths) < 0.75, "Drawn from a part, it takes a part of it."
