"""The recipe learns what is there, the gate lets it through, and refuses what has learned nothing."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from recommendations.estimators import ALS, EASE, SurpriseSVD, UnableToFit
from recommendations.metrics.ranking import judge
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import Calibration
from recommendations.modelstore.scorers import OneList
from recommendations.modelstore.store import load, write
from recommendations.training import recipe as recipe_module
from recommendations.training import trial
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.evaluate import RatingErrors, calibration_of
from recommendations.training.gate import verdict_on
from recommendations.training.judged import judged_viewers, relevance
from recommendations.training.recipe import Choice, Recipe, choose, fit_bundle, for_so_many
from recommendations.training.split import pairs_of, split
from recommendations.training.trial import Judgement, judge_bundle, train
from tests.factories.interactions import CUTOFF, FIRST_TITLE, a_dataset_with_tastes

pytestmark = pytest.mark.django_db


def silently(_text: str, _progress: float) -> None:
    return None


def verdict_of(judged: tuple[Bundle, Judgement], **changes: object) -> str:
    bundle, judgement = judged
    evidence = {
        "bundle": bundle,
        "model": judgement.model,
        "popularity": judgement.popularity,
        "errors": judgement.errors,
        "candidates": judgement.candidates,
        "active": {},
        "seed": 1,
    } | changes
    verdict = verdict_on(**evidence)  # type: ignore[arg-type]  # Named evidence.
    assert verdict.passed == verdict.words.startswith("Passed")
    return verdict.words


def judged_with_train_of(learned_from: Dataset, real: Dataset) -> tuple[Bundle, Judgement]:
    """A model of `learned_from`, judged on what `real` holds out."""
    learning, held = split(real)
    bundle = fit_bundle(learned_from, recipe=Recipe(seed=1), choice=Choice(), calibration=Calibration())
    return bundle, judge_bundle(bundle, learning=learning, held=held, seed=1)


def test_of_very_many_a_part_is_judged_by_and_everybody_learned_from(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = a_dataset_with_tastes()
    whole = train(dataset, active={}, recipe=Recipe(seed=1), step=silently).metrics
    assert "judged_by" not in whole
    monkeypatch.setattr(trial, "MOST_TO_JUDGE_BY", len(dataset.strengths) // 2)
    trained = train(dataset, active={}, recipe=Recipe(seed=1), step=silently)
    assert trained.verdict.passed, trained.verdict.words
    assert trained.metrics["learned_from"] == whole["learned_from"]
    judged_by = trained.metrics["judged_by"]
    assert 0.3 < judged_by["strengths"] / len(dataset.strengths) < 0.7
    assert trained.metrics["model"]["viewers"] <= judged_by["viewers"] < len(dataset.strengths.profile_ids)
    assert np.array_equal(trained.bundle.title_ids, dataset.strengths.title_ids)


def test_what_serves_in_single_precision_is_judged_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = a_dataset_with_tastes()
    monkeypatch.setattr(recipe_module, "MOST_IN_DOUBLE", len(dataset.ratings) - 1)
    given = Recipe(seed=1, configs={SurpriseSVD.key: SurpriseSVD.Config(factors=7, epochs=9)})
    told = for_so_many(given, ratings=len(dataset.ratings))
    assert told.configs[SurpriseSVD.key] == SurpriseSVD.Config(factors=7, epochs=9, kernel="single")
    assert told.configs[ALS.key] == ALS.Config(iterations=6)
    few = dataclasses.replace(given, configs={ALS.key: ALS.Config(factors=16, iterations=2)})
    assert for_so_many(few, ratings=len(dataset.ratings)).configs[ALS.key] == ALS.Config(factors=16, iterations=2)
    assert for_so_many(given, ratings=len(dataset.ratings) - 1) is given
    metrics = train(dataset, active={}, recipe=Recipe(seed=1), step=silently).metrics
    assert metrics["chosen"]["configs"][SurpriseSVD.key]["kernel"] == "single"


def test_a_model_that_knows_tastes_passes_and_says_by_how_much() -> None:
    trained = train(a_dataset_with_tastes(), active={}, recipe=Recipe(seed=1), step=silently)
    assert trained.verdict.passed, trained.verdict.words
    assert "better beyond noise" in trained.verdict.words
    assert trained.metrics["model"]["ndcg10"] > 1.3 * trained.metrics["popularity"]["ndcg10"]
    assert trained.metrics["rating"]["rmse"] < trained.metrics["rating"]["rmse_of_one_number"]
    assert trained.bundle.rating is not None


def test_a_run_learns_the_match_stores_it_and_says_how_it_did(tmp_path: Path) -> None:
    trained = train(a_dataset_with_tastes(), active={}, recipe=Recipe(seed=1), step=silently)
    match, calibration = trained.metrics["match"], trained.bundle.calibration

    assert calibration.learned_from > 200
    assert calibration.is_of_scores
    assert match["held_out"] > 500
    assert match["brier"] < match["brier_of_base_rate"]
    assert match["gain_low"] > 0
    assert match["calibration_error"] < 0.1
    assert sum(one["count"] for one in match["bins"]) == match["held_out"]
    assert json.loads(json.dumps(match, allow_nan=False)) == match
    written = write(store=tmp_path, bundle=trained.bundle)
    assert load(store=tmp_path, digest=written.digest).calibration == calibration


@pytest.mark.parametrize("seed", range(4))
def test_a_model_of_shuffled_ratings_is_refused(seed: int) -> None:
    shuffled, _held = split(a_dataset_with_tastes(seed, shuffled=True))
    words = verdict_of(judged_with_train_of(shuffled, a_dataset_with_tastes(seed)))
    assert "not better than popularity" in words


@pytest.mark.parametrize("seed", range(4))
def test_a_shuffled_database_is_refused(seed: int) -> None:
    trained = train(a_dataset_with_tastes(seed, shuffled=True), active={}, recipe=Recipe(seed=seed), step=silently)
    assert not trained.verdict.passed


def test_numbers_that_are_not_finite_are_refused() -> None:
    real = a_dataset_with_tastes()
    bundle, judgement = judged_with_train_of(split(real)[0], real)
    scores = bundle.trend.scores.copy()
    scores[3] = np.nan
    trend = OneList(title_ids=bundle.title_ids, scores=scores)
    assert "not finite" in verdict_of((dataclasses.replace(bundle, trend=trend), judgement))


def test_one_list_for_everybody_is_refused() -> None:
    real = a_dataset_with_tastes()
    judged = judged_with_train_of(split(real)[0], real)
    model = judged[1].model
    same = dataclasses.replace(model, top=np.tile(np.arange(10), (len(model), 1)))
    assert "same 10 titles" in verdict_of(judged, model=same)


def test_a_model_that_gains_less_than_the_active_one_beyond_noise_is_refused() -> None:
    real = a_dataset_with_tastes()
    judged = judged_with_train_of(split(real)[0], real)
    viewers = len(judged[1].model)
    was = {"mean": 0.95, "low": 0.9, "high": 1.0, "viewers": viewers}
    assert "the active model gained" in verdict_of(judged, active={"gain_over_popularity": was})
    elsewhere = was | {"viewers": 5 * viewers}
    assert verdict_of(judged, active={"gain_over_popularity": elsewhere}).startswith("Passed")


@pytest.mark.parametrize("viewers", [3, 6, 12])
def test_a_handful_of_viewers_is_not_refused_for_ever(viewers: int) -> None:
    trained = train(a_dataset_with_tastes(viewers=viewers, titles=60), active={}, recipe=Recipe(seed=1), step=silently)
    assert trained.verdict.passed, trained.verdict.words


def test_what_is_judged_doubts_by_what_validation_taught_and_never_by_what_was_held_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[tuple[int, Calibration]] = []

    def spy(dataset: Dataset, *, recipe: Recipe, choice: Choice, calibration: Calibration) -> Bundle:
        given.append((len(dataset.ratings), calibration))
        return fit_bundle(dataset, recipe=recipe, choice=choice, calibration=calibration)

    monkeypatch.setattr(trial, "fit_bundle", spy)
    dataset, recipe = a_dataset_with_tastes(), Recipe(seed=1, rankers=(EASE,))
    train(dataset, active={}, recipe=recipe, step=silently)
    learning, _held = split(dataset)
    (judged_on, judged), (_everything, served) = given

    assert judged_on == len(learning.ratings)
    assert judged == choose(learning, recipe=recipe).calibration
    assert judged != Calibration()
    assert served == judged, "What is said of the match in the run's row must be of the one that serves."


def test_what_would_outgrow_the_memory_is_left_out_and_said(caplog: pytest.LogCaptureFixture) -> None:
    recipe = Recipe(seed=1, rankers=(EASE,), memory_limit_bytes=1)
    with pytest.raises(UnableToFit):
        fit_bundle(a_dataset_with_tastes(), recipe=recipe, choice=Choice(), calibration=Calibration())

    assert "goes without ease: ease would take about" in caplog.text


def test_a_held_out_pair_is_not_learned_from_in_any_form() -> None:
    learning, held = split(a_dataset_with_tastes())
    kept = set(pairs_of(learning.strengths).tolist()) | set(pairs_of(learning.ratings).tolist())
    assert not kept & set(pairs_of(held.strengths).tolist())
    assert not kept & set(pairs_of(held.ratings).tolist())
    for viewer in range(5):
        mine, theirs = learning.strengths.profile_code == viewer, held.strengths.profile_code == viewer
        assert learning.strengths.at[mine].max() <= held.strengths.at[theirs].min()
        assert theirs.sum() == np.ceil(0.2 * (mine.sum() + theirs.sum()))


def test_relevant_means_rated_four_or_watched_for_more_than_its_end() -> None:
    held = Dataset(
        ratings=interactions_of([1, 1], [100, 101], [3.5, 4.0], [1, 2]),
        strengths=interactions_of([1, 1, 1, 1], [100, 101, 102, 103], [2.0, 1.0, 1.5, 1.0], [1, 2, 3, 4]),
        cutoff=CUTOFF,
    )
    assert relevance(held).tolist() == [False, True, True, False]
    train_part = dataclasses.replace(held, strengths=interactions_of([1], [FIRST_TITLE + 50], [1.0], [0]))
    (viewer,) = judged_viewers(train=train_part, held=held, seed=0)
    assert sorted(viewer.relevant.tolist()) == [101, 102]


def test_ndcg_divides_by_the_best_list_of_at_most_ten() -> None:
    hits = np.zeros((2, 20), dtype=np.bool_)
    hits[0, 1] = True
    hits[1, :10] = True
    scores = judge(hits=hits, relevant=np.array([1, 30]), top=np.zeros((2, 20), dtype=np.int64))
    assert scores.ndcg10.tolist() == pytest.approx([1 / np.log2(3), 1.0])
    assert scores.recall10.tolist() == pytest.approx([1.0, 1 / 3])


def test_calibration_follows_many_ratings_and_hardly_moves_for_few() -> None:
    random = np.random.default_rng(0)
    estimates = random.normal(3.5, 0.7, 20_000)
    chance = 1 / (1 + np.exp(-(3.0 * estimates - 11.0)))
    said = np.where(random.random(20_000) < chance, 4.0, 2.0)
    slope, intercept = calibration_of(
        RatingErrors(estimates=estimates, said=said, viewer=np.arange(len(said)), one_number=3.5)
    )
    assert slope == pytest.approx(3.0, abs=0.15)
    assert intercept == pytest.approx(-11.0, abs=0.5)
    few = RatingErrors(estimates=estimates[:2], said=np.array([5.0, 5.0]), viewer=np.arange(2), one_number=3.5)
    slope, intercept = calibration_of(few)
    assert 1 / (1 + np.exp(-(slope * 3.5 + intercept))) < 0.75
