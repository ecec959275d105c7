"""The gate, on models that were really trained: honest ones of many seeds pass, each sort of bad one is refused."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from recommendations.contracts import Interactions
from recommendations.estimators import EASE, Popularity, SurpriseSVD, Trend
from recommendations.metrics.ranking import RankingScores
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import Calibration
from recommendations.modelstore.scorers import Scorer
from recommendations.training.dataset import Dataset
from recommendations.training.evaluate import RatingErrors, rank_scores, rating_errors, summary
from recommendations.training.gate import verdict_on
from recommendations.training.judged import judged_viewers
from recommendations.training.split import only, split
from tests.factories.interactions import a_dataset_with_tastes

SEEDS = pytest.mark.parametrize("seed", range(5))
Weights = Mapping[str, float]
ORDER: Weights = {"ease": 1.0, "rating": 0.3}


def trained(learning: Dataset, *, weights: Weights = ORDER, seed: int = 1, **of_ease: Any) -> Bundle:
    """A model of `learning` over its titles."""
    title_ids = learning.strengths.title_ids

    def over(learned: Any) -> Any:
        return learned.over(title_ids)

    return Bundle(
        version="",
        title_ids=title_ids,
        rating=over(SurpriseSVD(seed=seed, factors=20).learn(learning.ratings, seed=seed)),
        rankers={"ease": over(EASE(**of_ease).learn(learning.strengths, seed=seed))},
        popularity=over(Popularity().learn(learning.strengths, seed=seed)),
        trend=over(Trend().learn(learning.strengths, seed=seed)),
        weights=weights,
    )


def scores_of(bundle: Bundle, real: Dataset, *, popularity: bool = False) -> RankingScores:
    learning, held = split(real)
    return rank_scores(
        viewers=judged_viewers(train=learning, held=held, seed=1),
        title_ids=bundle.title_ids,
        candidates=np.isin(bundle.title_ids, learning.strengths.title_ids[np.unique(learning.strengths.title_code)]),
        scoring=lambda viewer: (
            bundle.popularity.score() if popularity else bundle.rank(strengths=viewer.strengths, ratings=viewer.ratings)
        ),
    )


def words_on(judged: Bundle, real: Dataset, **changes: Any) -> str:
    """What the gate says of a model, judged on what `real` holds out."""
    learning, held = split(real)
    evidence: dict[str, Any] = {
        "bundle": judged,
        "model": scores_of(judged, real),
        "popularity": scores_of(judged, real, popularity=True),
        "errors": rating_errors(viewers=judged_viewers(train=learning, held=held, seed=1), bundle=judged),
        "candidates": len(judged.title_ids),
        "active": {},
        "seed": 1,
    } | changes
    verdict = verdict_on(**evidence)
    assert verdict.passed == verdict.words.startswith("Passed")
    return verdict.words


def with_values(interactions: Interactions, order: np.ndarray) -> Interactions:
    return dataclasses.replace(interactions, value=interactions.value[order])


@SEEDS
def test_an_honest_model_passes(seed: int) -> None:
    real = a_dataset_with_tastes(seed)
    assert "better beyond noise" in words_on(trained(split(real)[0], seed=seed), real)


@SEEDS
def test_a_model_of_titles_dealt_out_at_random_is_refused(seed: int) -> None:
    shuffled = a_dataset_with_tastes(seed, shuffled=True)
    assert "Refused" in words_on(trained(split(shuffled)[0], seed=seed), a_dataset_with_tastes(seed))
    assert "Refused" in words_on(trained(split(shuffled)[0], seed=seed), shuffled)


@SEEDS
def test_a_model_of_shuffled_ratings_is_refused_though_who_watched_what_is_true(seed: int) -> None:
    real = a_dataset_with_tastes(seed)
    learning = split(real)[0]
    order = np.random.default_rng(seed).permutation(len(learning.ratings))
    shuffled = dataclasses.replace(
        learning, ratings=with_values(learning.ratings, order), strengths=with_values(learning.strengths, order)
    )
    assert "no better than the" in words_on(trained(shuffled, seed=seed), real)


@pytest.mark.parametrize("part", ["rating", "rankers", "popularity", "trend", "weights", "calibration"])
def test_numbers_that_are_not_finite_are_refused_in_every_part(part: str) -> None:
    real = a_dataset_with_tastes()
    bundle = trained(split(real)[0])
    honest = getattr(bundle, part)
    broken: Any
    if part == "weights":
        broken = {"ease": float("nan")}
    elif part == "calibration":
        broken = Calibration(bends=((0.0, float("inf")), (1.0, 2.0)))
    else:
        broken = {"ease": with_nan(honest["ease"])} if part == "rankers" else with_nan(honest)
    words = words_on(bundle, real, bundle=dataclasses.replace(bundle, **{part: broken}))
    assert "not finite" in words


def with_nan(scorer: Scorer) -> Scorer:
    arrays = {name: array.copy() for name, array in scorer.arrays().items()}
    name = next(name for name, array in arrays.items() if array.dtype.kind == "f")
    arrays[name].flat[0] = np.nan
    return type(scorer).restore(title_ids=scorer.title_ids, arrays=arrays, numbers=scorer.numbers())


@SEEDS
def test_a_model_that_shows_everybody_the_same_few_is_refused(seed: int) -> None:
    real = a_dataset_with_tastes(seed, titles=400)
    learning = split(real)[0]
    honest = trained(learning, weights={"ease": 1.0})
    collapsed = dataclasses.replace(honest, rankers={"ease": honest.trend})
    assert "It shows the same" in words_on(collapsed, real)
    assert "titles where the active recipe shows" in words_on(collapsed, real, rival=scores_of(honest, real))


@SEEDS
def test_a_model_that_shows_fewer_titles_than_one_list_would_is_refused(seed: int) -> None:
    real = a_dataset_with_tastes(seed)
    honest = trained(split(real)[0])
    model = scores_of(honest, real)
    narrow = dataclasses.replace(model, top=model.top % 15)
    assert "of one list for all" in words_on(honest, real, model=narrow)


def test_one_list_for_everybody_is_refused() -> None:
    real = a_dataset_with_tastes()
    model = scores_of(trained(split(real)[0]), real)
    same = dataclasses.replace(model, top=np.tile(np.arange(10), (len(model), 1)))
    assert "same 10 titles" in words_on(trained(split(real)[0]), real, model=same)


@SEEDS
def test_popularity_in_a_models_clothes_is_refused(seed: int) -> None:
    real = a_dataset_with_tastes(seed)
    assert "not better than popularity" in words_on(trained(split(real)[0], weights={}), real)


@SEEDS
def test_what_puts_the_disliked_first_is_refused(seed: int) -> None:
    real = a_dataset_with_tastes(seed)
    backwards = trained(split(real)[0], weights={"rating": -1.0})
    assert "below a coin's" in words_on(backwards, real)


@SEEDS
def test_a_worse_model_does_not_replace_a_better_one_and_a_better_one_a_worse(seed: int) -> None:
    real = a_dataset_with_tastes(seed)
    learning = split(real)[0]
    better = trained(learning, weights={"ease": 1.0})
    some = np.random.default_rng(seed).random(len(learning.strengths)) < 0.1
    worse = trained(dataclasses.replace(learning, strengths=only(learning.strengths, some)), weights={"ease": 1.0})
    assert "worse than the active recipe's beyond noise" in words_on(worse, real, rival=scores_of(better, real))
    assert words_on(better, real, rival=scores_of(worse, real)).startswith("Passed")


@SEEDS
def test_the_same_recipe_with_another_seed_passes(seed: int) -> None:
    real = a_dataset_with_tastes(seed)
    learning = split(real)[0]
    rival = scores_of(trained(learning, seed=seed), real)
    assert words_on(trained(learning, seed=seed + 100), real, rival=rival).startswith("Passed")


def test_without_a_rival_the_stored_figures_of_the_active_model_are_the_bar() -> None:
    real = a_dataset_with_tastes()
    bundle = trained(split(real)[0])
    model = scores_of(bundle, real)
    honest = summary(model, candidates=len(bundle.title_ids), seed=1)
    gain = {"mean": 0.1, "low": 0.05, "high": 0.2, "viewers": len(model)}
    assert words_on(bundle, real, active={"gain_over_popularity": gain, "model": honest}).startswith("Passed")
    above = gain | {"mean": 0.95, "low": 0.9, "high": 1.0}
    assert "the active model gained" in words_on(bundle, real, active={"gain_over_popularity": above})
    finer = honest | {"auc": 1.2, "auc_low": 1.1, "auc_high": 1.3}
    assert "quality AUC" in words_on(
        bundle, real, active={"gain_over_popularity": gain | {"low": 0.0, "high": 1.0}, "model": finer}
    )
    wider = honest | {"distinct10": 1_000}
    assert "the active model showed 1000" in words_on(
        bundle, real, active={"gain_over_popularity": gain, "model": wider}
    )
    elsewhere = {"gain_over_popularity": above | {"viewers": 5 * len(model)}, "model": wider}
    assert words_on(bundle, real, active=elsewhere).startswith("Passed")


def test_where_the_active_recipe_was_judged_today_its_luck_of_another_day_is_no_bar() -> None:
    real = a_dataset_with_tastes()
    bundle = trained(split(real)[0])
    model = scores_of(bundle, real)
    lucky = {"gain_over_popularity": {"mean": 0.95, "low": 0.9, "high": 1.0, "viewers": len(model)}}
    assert "the active model gained" in words_on(bundle, real, active=lucky)
    assert words_on(bundle, real, active=lucky, rival=model).startswith("Passed")


def test_a_small_loss_of_order_is_a_price_for_quality_and_a_great_one_is_not() -> None:
    real = a_dataset_with_tastes()
    bundle = trained(split(real)[0])
    model = scores_of(bundle, real)
    quality = model.quality
    assert quality is not None
    duller = dataclasses.replace(quality, auc=quality.auc - 0.1)
    slightly = dataclasses.replace(model, ndcg10=model.ndcg10 * 1.01 + 1e-4, quality=duller)
    greatly = dataclasses.replace(model, ndcg10=model.ndcg10 * 1.2 + 1e-4, quality=duller)
    alike = dataclasses.replace(model, ndcg10=model.ndcg10 * 1.01 + 1e-4)
    assert words_on(bundle, real, rival=slightly).startswith("Passed")
    assert "Refused" in words_on(bundle, real, rival=greatly)
    assert "Refused" in words_on(bundle, real, rival=alike)


def test_what_a_few_viewers_say_much_of_is_not_much_evidence() -> None:
    """One of thirty viewers rated as much as all others: half of the ratings saved error, but one taste did."""
    real = a_dataset_with_tastes()
    judged = trained(split(real)[0])
    viewer = np.concatenate([np.zeros(2_000, dtype=np.int64), np.repeat(np.arange(1, 30), 69)])
    said = np.random.default_rng(0).choice([3.0, 5.0], len(viewer))
    near = np.where(viewer == 0, said, 4.0 + 0.8 * np.where(viewer % 2 == 0, said - 4.0, 4.0 - said))
    errors = RatingErrors(estimates=near, said=said, viewer=viewer, one_number=4.0)
    assert "no better than" in words_on(judged, real, errors=errors)
    independent = dataclasses.replace(errors, viewer=np.arange(len(viewer)))
    assert "no better than" not in words_on(judged, real, errors=independent)
