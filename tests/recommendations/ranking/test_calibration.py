"""Steck (2018): the first screen follows the viewer's genres as far as the weight says, and loses no title."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.contracts import Scored, Taste
from recommendations.ranking.calibration import SMOOTHING, calibrated
from recommendations.ranking.context import RankingContext
from tests.factories.rankings import GENRES, some_ranking

PLACES = 6
seeds = st.integers(0, 500)


def picks(context: RankingContext) -> list[Scored]:
    return context.best(context.relevance, context.recommendable, 60)


def shares_of(context: RankingContext, titles: list[Scored]) -> npt.NDArray[np.float64]:
    member = context.catalogue.genres.member[context.catalogue.code_of([item.title_id for item in titles])]
    return np.asarray((member / np.maximum(1, member.sum(axis=1, keepdims=True))).mean(axis=0), dtype=np.float64)


def wanted_by(context: RankingContext) -> npt.NDArray[np.float64]:
    total = np.zeros(len(GENRES))
    for title, worth in context.taste.strengths.items():
        code = int(context.catalogue.code_of([title])[0])
        if worth > 0 and code >= 0:
            member = context.catalogue.genres.member[code]
            total += worth * member / max(1.0, member.sum())
    return np.asarray(total / total.sum())


def divergence(context: RankingContext, titles: list[Scored]) -> float:
    wanted = wanted_by(context)
    smooth = (1 - SMOOTHING) * shares_of(context, titles) + SMOOTHING * wanted
    return float(sum(p * np.log(p / q) for p, q in zip(wanted, smooth, strict=True) if p > 0))


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from([0.0, 0.3, 0.7, 1.0]))
def test_loses_no_title_and_adds_none(seed: int, weight: float) -> None:
    context = some_ranking(seed=seed)
    titles = picks(context)

    again = calibrated(titles=titles, context=context, places=PLACES, weight=weight)

    assert sorted(item.title_id for item in again) == sorted(item.title_id for item in titles)
    if weight == 0:
        assert again == titles


@settings(max_examples=25, deadline=None)
@given(seeds, st.sampled_from([0.3, 0.7]))
def test_each_place_is_the_greedy_best_of_the_published_objective(seed: int, weight: float) -> None:
    context = some_ranking(seed=seed)
    titles = picks(context)
    pool = titles[: PLACES * 4]
    low, high = min(item.score for item in pool), max(item.score for item in pool)
    again = calibrated(titles=titles, context=context, places=PLACES, weight=weight)

    for place in range(PLACES):
        before = again[:place]

        def objective(item: Scored, before: list[Scored] = before) -> float:
            relevance = sum((one.score - low) / (high - low) for one in [*before, item])
            return (1 - weight) * relevance - weight * divergence(context, [*before, item])

        left = [item for item in pool if item not in before]
        assert objective(again[place]) >= max(map(objective, left)) - 1e-6


def test_with_its_full_weight_the_screen_follows_the_taste() -> None:
    improved = 0
    for seed in range(20):
        context = some_ranking(seed=seed)
        titles = picks(context)
        before = divergence(context, titles[:PLACES])
        after = divergence(context, calibrated(titles=titles, context=context, places=PLACES, weight=1.0)[:PLACES])
        assert after <= before + 1e-9
        improved += after < before - 1e-9

    assert improved >= 15


@pytest.mark.parametrize("taste", [Taste(epoch=0), Taste(epoch=1, strengths={100: -1.0, 99_999: 2.0})])
def test_unknown_taste_changes_nothing(taste: Taste) -> None:
    context = some_ranking(taste=taste)
    titles = picks(context)

    assert calibrated(titles=titles, context=context, places=PLACES, weight=0.5) == titles
