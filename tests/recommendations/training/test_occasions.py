"""The moment's weight is learned on held-out plays, is small where there is no effect, and changes no other."""

import dataclasses

import numpy as np
import pytest

from recommendations.modelstore.bundle import MOMENT
from recommendations.modelstore.calibration import Calibration
from recommendations.training.dataset import Dataset
from recommendations.training.judged import judged_viewers
from recommendations.training.occasions import measured_lift, occasions_of
from recommendations.training.plays import NO_PLAYS
from recommendations.training.recipe import Choice, Recipe, candidates_of, choose, fit_bundle
from recommendations.training.split import pairs_of, split
from recommendations.training.trial import train
from tests.factories.moments import MORNING, mornings_and_nights

pytestmark = pytest.mark.django_db


def chosen(dataset: Dataset, recipe: Recipe) -> Choice:
    return choose(split(dataset)[0], recipe=recipe)


def test_no_held_out_play_is_learned_from() -> None:
    dataset, _content = mornings_and_nights()
    learning, held = split(dataset)

    assert set(learning.plays.pairs.tolist()) == set(pairs_of(learning.strengths).tolist())
    assert set(held.plays.pairs.tolist()) == set(pairs_of(held.strengths).tolist())
    assert len(learning.plays) + len(held.plays) == len(dataset.plays)


def test_what_the_held_out_plays_moments_are_changes_nothing_that_is_learned() -> None:
    dataset, content = mornings_and_nights()
    learning, held = split(dataset)
    is_held = np.isin(dataset.plays.pairs, held.plays.pairs)
    moved = dataclasses.replace(dataset.plays, moment=np.where(is_held, 0, dataset.plays.moment).astype(np.int8))
    other = split(dataclasses.replace(dataset, plays=moved))[0]
    recipe = Recipe(content=content, seed=1)
    first, second = (
        fit_bundle(part, recipe=recipe, choice=choose(part, recipe=recipe), calibration=Calibration())
        for part in (learning, other)
    )

    assert first.weights == second.weights
    assert first.moments is not None
    assert second.moments is not None
    assert np.array_equal(first.moments.lifts, second.moments.lifts)


def test_an_effect_is_found_and_measured_with_the_version() -> None:
    dataset, content = mornings_and_nights()
    trained = train(dataset, active={}, recipe=Recipe(content=content, seed=1), step=lambda _text, _share: None)
    context = trained.metrics["context"]

    assert trained.bundle.weights[MOMENT] > 0.5
    assert context["low"] > 0
    assert context["told"] - context["untold"] == pytest.approx(context["lift"], abs=2e-5)
    assert context["viewers"] == 60


def test_where_there_is_no_effect_the_moment_hardly_speaks() -> None:
    dataset, content = mornings_and_nights(effect=False, viewers=200)
    learning, held = split(dataset)
    recipe = Recipe(content=content, seed=1)
    bundle = fit_bundle(learning, recipe=recipe, choice=choose(learning, recipe=recipe), calibration=Calibration())
    viewers = judged_viewers(train=learning, held=held, seed=1)
    lift = measured_lift(
        occasions_of(viewers, held.plays, seed=1), bundle=bundle, candidates=candidates_of(bundle, learning)
    ).interval(seed=1)

    assert bundle.weights[MOMENT] < 0.3
    assert lift.low <= 0.002
    assert abs(lift.mean) < 0.01


def test_without_plays_there_is_no_such_feature_and_all_other_weights_are_the_same() -> None:
    dataset, content = mornings_and_nights()
    recipe = Recipe(content=content, seed=1)
    weights = chosen(dataset, recipe).weights
    without = dataclasses.replace(dataset, plays=NO_PLAYS)
    untold = chosen(without, recipe).weights
    bundle = fit_bundle(without, recipe=recipe, choice=Choice(), calibration=Calibration())

    assert weights is not None
    assert untold == {name: weight for name, weight in weights.items() if name != MOMENT}
    assert MOMENT not in bundle.weights
    assert MOMENT not in bundle.features(strengths={1: 1.0}, ratings={}, moment=MORNING)


def test_an_occasion_is_one_moment_and_what_was_played_then() -> None:
    dataset, _content = mornings_and_nights(viewers=30)
    learning, held = split(dataset)
    viewers = judged_viewers(train=learning, held=held, seed=1)
    found = occasions_of(viewers, held.plays, seed=1)
    mornings = [occasion for occasion in found if occasion.moment == MORNING]

    assert len(found) == 60
    assert all((occasion.relevant % 2 == 1).all() for occasion in mornings)
    assert sum(len(occasion.relevant) for occasion in found) == len(held.plays)
    assert len(occasions_of(viewers, held.plays, seed=1, most=7)) == 7
