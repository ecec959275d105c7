"""Many viewers ranked by one product are ranked as each would be alone, whatever the blend is made of."""

from dataclasses import replace

import numpy as np
import pytest

from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import Calibration
from recommendations.modelstore.in_blocks import rank_many, terms_many
from recommendations.modelstore.scorers import (
    Factors,
    ImplicitFactors,
    ItemWeights,
    Likeness,
    OneList,
    PreferenceFactors,
    RatingScorer,
)
from recommendations.modelstore.scorers.neighbours import Neighbours
from recommendations.modelstore.scorers.told import Told

TITLES, WIDTH = 30, 4
IDS = np.arange(100, 100 + TITLES, dtype=np.int64)
WEIGHTS = {"ease": 1.0, "als": 0.7, "kind": 0.5, "rating": 0.4, "doubt": 1.0, "popularity": 0.1}
NOTHING: dict[int, float] = {}


def random_rows(seed: int, width: int = WIDTH) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(TITLES, width)).astype(np.float32)


def raters() -> dict[str, RatingScorer]:
    counts = np.arange(TITLES, dtype=np.float32)
    biases = random_rows(2, 1)[:, 0]
    plain = Factors(title_ids=IDS, factors=random_rows(1), biases=biases, counts=counts, mean=3.0)
    both = ImplicitFactors(
        title_ids=IDS, factors=random_rows(1), implicit=random_rows(3), biases=biases, counts=counts, mean=3.0
    )
    return {"factors": plain, "implicit_factors": both}


def a_bundle(rater: str, weights: dict[str, float]) -> Bundle:
    starts = np.zeros(TITLES + 1, dtype=np.int64)
    starts[-1] = 2
    return Bundle(
        version="",
        title_ids=IDS,
        rating=raters()[rater],
        rankers={
            "ease": ItemWeights(title_ids=IDS, covered=IDS[:-1], weights=random_rows(4, TITLES - 1)[:-1]),
            "als": PreferenceFactors.of(
                title_ids=IDS, factors=random_rows(5), biases=random_rows(6, 1)[:, 0], confidence=5.0,
                unseen_weight=1.0, regularisation=2.0,
            ),
        },
        likenesses={"kind": Likeness(title_ids=IDS, vectors=random_rows(7))},
        popularity=OneList(title_ids=IDS, scores=np.arange(TITLES, dtype=np.float32)),
        trend=OneList(title_ids=IDS, scores=np.zeros(TITLES, dtype=np.float32)),
        stand_ins=Neighbours(
            title_ids=IDS, starts=starts, neighbours=np.array([3, 5], dtype=np.int32),
            weights=np.array([0.5, 0.3], dtype=np.float32),
        ),
        weights=weights,
    )  # fmt: skip


def told(signals: list[dict[int, float]]) -> Told:
    starts = np.zeros(len(signals) + 1, dtype=np.int64)
    np.cumsum([len(one) for one in signals], out=starts[1:])
    pairs = [pair for one in signals for pair in sorted(one.items())]
    return Told(
        starts=starts,
        title_ids=np.array([title for title, _value in pairs], dtype=np.int64),
        values=np.array([value for _title, value in pairs], dtype=np.float32),
    )


STRENGTHS = [{100: 2.0, 107: 1.0}, NOTHING, {111: 1.25, 9: 1.0}, NOTHING, {103: -1.5}]
OF_SCORES = Calibration(
    intercept=-0.3, weights={"score": 0.8, "own": 0.6, "crowd": -0.2},
    bends=((-30.0, -28.0), (-1.0, -0.8), (0.5, 0.4), (30.0, 31.0)), learned_from=500,
)  # fmt: skip
RATINGS = [{100: 5.0, 120: 1.0}, {104: 2.0}, NOTHING, NOTHING, {103: 1.0, 9: 4.0}]


@pytest.mark.parametrize("rater", list(raters()))
@pytest.mark.parametrize("silent", [(), ("rating",), ("doubt",), ("rating", "doubt"), ("ease", "als", "kind")])
@pytest.mark.parametrize("calibration", [Calibration(), OF_SCORES], ids=["of ratings", "of scores"])
def test_each_of_many_is_ranked_as_alone(rater: str, silent: tuple[str, ...], calibration: Calibration) -> None:
    bundle = replace(a_bundle(rater, {**WEIGHTS, **dict.fromkeys(silent, 0.0)}), calibration=calibration)
    found = rank_many(bundle, strengths=told(STRENGTHS), ratings=told(RATINGS))
    for row, (strengths, ratings) in enumerate(zip(STRENGTHS, RATINGS, strict=True)):
        assert found[row] == pytest.approx(bundle.rank(strengths=strengths, ratings=ratings), abs=1e-4), row


@pytest.mark.parametrize("calibration", [Calibration(), OF_SCORES], ids=["of ratings", "of scores"])
def test_each_of_many_is_ranked_as_alone_without_a_rating_model(calibration: Calibration) -> None:
    bundle = replace(a_bundle("factors", WEIGHTS), rating=None, calibration=calibration)
    found = rank_many(bundle, strengths=told(STRENGTHS), ratings=told(RATINGS))
    for row, (strengths, ratings) in enumerate(zip(STRENGTHS, RATINGS, strict=True)):
        assert found[row] == pytest.approx(bundle.rank(strengths=strengths, ratings=ratings), abs=1e-4), row


@pytest.mark.parametrize("rater", [*raters(), None])
@pytest.mark.parametrize("silent", [(), ("rating",), ("ease", "als", "kind")])
def test_what_a_match_rests_on_is_for_each_of_many_what_it_is_alone(rater: str | None, silent: tuple[str, ...]) -> None:
    weights = {**WEIGHTS, **dict.fromkeys(silent, 0.0)}
    bundle = a_bundle(rater or "factors", weights)
    bundle = bundle if rater else replace(bundle, rating=None)
    found, is_told = terms_many(bundle, strengths=told(STRENGTHS), ratings=told(RATINGS))
    for row, (strengths, ratings) in enumerate(zip(STRENGTHS, RATINGS, strict=True)):
        alone = bundle.terms(strengths=strengths, ratings=ratings)
        assert is_told[row] == (alone is not None), row
        if alone is not None:
            assert found.keys() == alone.keys()
            for name, values in alone.items():
                mine = found[name] if found[name].ndim == 1 else found[name][row]
                assert mine == pytest.approx(values, abs=1e-4), (row, name)


@pytest.mark.parametrize(
    "name", ["rating", "rankers-ease", "rankers-als", "likenesses-kind", "popularity", "stand_ins"]
)
@pytest.mark.parametrize("rater", list(raters()))
def test_every_kind_scores_many_as_it_scores_one(name: str, rater: str) -> None:
    scorer = a_bundle(rater, WEIGHTS).scorers[name]
    found = scorer.score_many(told(RATINGS))
    for row, ratings in enumerate(RATINGS):
        assert found[row] == pytest.approx(scorer.score(ratings), abs=1e-4), row
    assert scorer.score_many(told([])).shape == (0, TITLES)
