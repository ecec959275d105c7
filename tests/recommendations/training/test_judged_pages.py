"""The gate looks at home pages, too: those that find less or keep proportions worse are refused, beyond noise."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from recommendations.estimators import EASE
from recommendations.metrics.pages import PagesJudged
from recommendations.pages.judge_history import judge_model
from recommendations.training.dataset import read_dataset
from recommendations.training.judged_pages import (
    figures_of,
    in_words,
    worse_than_active_pages,
    worse_than_rivals_pages,
)
from recommendations.training.recipe import Recipe
from recommendations.training.trial import Trained, train
from tests.factories.models import a_checkerboard
from tests.factories.recommendations import NOON

VIEWERS = 200


def some_pages(*, recall: float = 0.3, error: float = 0.25, viewers: int = VIEWERS, seed: int = 0) -> PagesJudged:
    """Viewers differ, but the same ones are alike whatever model made their pages."""
    random = np.random.default_rng(seed)
    luck = random.normal(0, 0.05, viewers)
    return PagesJudged(
        recall=recall + luck, popular=0.15 + luck, miscalibration=error + random.normal(0, 0.02, viewers), coverage=0.4
    )


def refusals(pages: PagesJudged, rival: PagesJudged) -> str:
    return " ".join(worse_than_rivals_pages(pages, rival, 1))


def test_pages_that_find_less_than_those_of_the_active_recipe_are_refused() -> None:
    assert "find less" in refusals(some_pages(recall=0.29), some_pages())
    assert not refusals(some_pages(recall=0.31), some_pages())


def test_pages_that_keep_proportions_worse_are_refused() -> None:
    assert "proportions of tastes worse" in refusals(some_pages(error=0.30), some_pages())
    assert not refusals(some_pages(error=0.20), some_pages())


def test_a_trifle_of_proportions_is_no_reason_however_surely_it_was_lost() -> None:
    surely = replace(some_pages(), miscalibration=some_pages().miscalibration + 0.006)

    assert not refusals(surely, some_pages())
    assert "proportions" in refusals(replace(surely, miscalibration=surely.miscalibration + 0.01), some_pages())


def test_noise_is_no_reason() -> None:
    noisy = some_pages()
    shuffled = np.random.default_rng(3).permutation(VIEWERS)
    worse_by_chance = replace(
        noisy, recall=noisy.recall[shuffled] - 0.001, miscalibration=noisy.miscalibration[shuffled] + 0.0005
    )

    assert not refusals(worse_by_chance, noisy)


def test_a_small_loss_pays_for_a_gain_in_the_other_measure_and_a_great_one_does_not() -> None:
    assert not refusals(some_pages(recall=0.295, error=0.20), some_pages())
    assert "find less" in refusals(some_pages(recall=0.27, error=0.20), some_pages())
    assert not refusals(some_pages(recall=0.32, error=0.26), some_pages())
    assert "proportions" in refusals(some_pages(recall=0.32, error=0.29), some_pages())


def test_a_handful_of_viewers_or_no_pages_at_all_say_nothing() -> None:
    few = some_pages(recall=0.1, viewers=8)

    assert not refusals(few, some_pages(viewers=8))
    assert not worse_than_rivals_pages(None, some_pages(), 1)
    assert not worse_than_active_pages(None, figures_of(some_pages(), seed=1), 1)


def test_genres_that_nobody_knows_anything_of_are_left_out() -> None:
    pages, unknown = some_pages(error=0.3), np.full(VIEWERS, np.nan)

    assert not refusals(replace(pages, miscalibration=unknown), some_pages())
    assert "calibration_error" not in figures_of(replace(pages, miscalibration=unknown), seed=1)


def test_without_a_rival_the_stored_figures_are_the_bar() -> None:
    stored: dict[str, float] = json.loads(json.dumps(figures_of(some_pages(), seed=1)))

    def words(pages: PagesJudged) -> str:
        return " ".join(worse_than_active_pages(pages, stored, 1))

    assert not words(some_pages(seed=5))
    assert "than the active model's" in words(some_pages(recall=0.2, seed=5))
    assert "proportions" in words(some_pages(error=0.3, seed=5))
    assert not words(some_pages(recall=0.2, viewers=5 * VIEWERS))
    assert not worse_than_active_pages(some_pages(recall=0.2), {}, 1)


def test_figures_are_said_in_words() -> None:
    words = in_words(figures_of(some_pages(), seed=1))

    assert "200 viewers found 30" in words
    assert "+15.0% against a page of what is popular" in words
    assert "Their genres are 0.248 nats" in words
    assert in_words({}) == "No home page was judged."


@pytest.mark.django_db
def test_a_model_that_makes_worse_pages_is_refused_by_its_own_run() -> None:
    """A real model, judged by the pages that the site would make with it."""
    a_checkerboard(titles=60, viewers=60)
    dataset = read_dataset(cutoff=NOON)

    def run(active: dict[str, Any]) -> Trained:
        recipe = Recipe(seed=1, rankers=(EASE,))
        return train(dataset, recipe=recipe, active=active, step=lambda _text, _share: None, pages=judge_model)

    first = run({})
    figures = first.metrics["pages"]
    above = {name: 1.0 for name in figures if name.startswith(("recall", "gain"))}
    refused = run({"pages": {**figures, **above}})

    assert figures["viewers"] >= 50
    assert figures["recall"] > 0
    assert "first screens" not in first.verdict.words
    assert not refused.verdict.passed
    assert "The first screens made with it find less" in refused.verdict.words
    assert "first screens" not in run({"pages": figures}).verdict.words
