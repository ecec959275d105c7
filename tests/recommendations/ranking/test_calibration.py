"""Steck (2018): the first places follow the viewer's genres as far as the weight says, and lose no title."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.contracts import Taste
from recommendations.ranking.calibration import SMOOTHING, calibrated_order, divergence, genre_history, genre_shares
from tests.factories.rankings import some_catalogue

PLACES = 6
Vector = npt.NDArray[np.float64]
seeds = st.integers(0, 500)
weights = st.sampled_from([0.0, 0.3, 0.7, 1.0])


def case(seed: int, *, standing: int = 0) -> dict[str, object]:
    random = np.random.default_rng(seed)
    shares = random.dirichlet(np.full(4, 0.4), 24)
    return {
        "scores": np.sort(random.random(24))[::-1], "shares": shares, "wanted": random.dirichlet(np.ones(4)),
        "mixture": shares[:standing].sum(axis=0), "standing": standing,
    }  # fmt: skip


def by_hand(wanted: Vector, mixture: Vector) -> float:
    smooth = (1 - SMOOTHING) * mixture + SMOOTHING * wanted
    return float(sum(p * np.log(p / q) for p, q in zip(wanted, smooth, strict=True) if p > 0))


@given(seeds)
def test_divergence_is_the_published_one(seed: int) -> None:
    random = np.random.default_rng(seed)
    wanted, mixtures = random.dirichlet(np.ones(4)), random.dirichlet(np.ones(4), 3)
    wanted = np.append(wanted, 0.0)
    mixtures = np.hstack([mixtures, np.zeros((3, 1))])

    assert divergence(wanted, mixtures) == pytest.approx([by_hand(wanted, one) for one in mixtures])
    assert divergence(wanted, wanted) == pytest.approx(0.0)


@settings(max_examples=40, deadline=None)
@given(seeds, weights, st.sampled_from([0, 7]))
def test_each_place_is_the_greedy_best_of_the_published_objective(seed: int, weight: float, standing: int) -> None:
    given_case = case(seed, standing=standing)
    scores, shares, wanted = (np.asarray(given_case[name]) for name in ("scores", "shares", "wanted"))
    order = calibrated_order(**given_case, places=PLACES, weight=weight)  # type: ignore[arg-type]  # By name.

    assert len(set(order)) == PLACES
    for place, chosen in enumerate(order):
        before = order[:place]

        def objective(one: int, before: list[int] = before) -> float:
            mixture = (np.asarray(given_case["mixture"]) + shares[[*before, one]].sum(axis=0)) / (
                standing + len(before) + 1
            )
            return float((1 - weight) * scores[one] - weight * by_hand(wanted, mixture))

        assert objective(chosen) >= max(objective(one) for one in range(24) if one not in before) - 1e-9


@given(seeds)
def test_without_weight_the_order_stays(seed: int) -> None:
    assert calibrated_order(**case(seed), places=PLACES, weight=0.0) == list(range(PLACES))  # type: ignore[arg-type]


def test_with_its_full_weight_the_places_follow_the_taste() -> None:
    improved = 0
    for seed in range(20):
        given_case = case(seed)
        shares, wanted = np.asarray(given_case["shares"]), np.asarray(given_case["wanted"])
        order = calibrated_order(**given_case, places=PLACES, weight=1.0)  # type: ignore[arg-type]
        before, after = by_hand(wanted, shares[:PLACES].mean(axis=0)), by_hand(wanted, shares[order].mean(axis=0))
        improved += after < before

    assert improved >= 18


def test_a_taste_is_the_shares_of_what_was_valued() -> None:
    catalogue = some_catalogue(size=30)
    shares = genre_shares(catalogue)
    full = np.flatnonzero(shares.sum(axis=1) > 0)[:2]
    first, second = (int(catalogue.title_ids[code]) for code in full)

    wanted = genre_history(
        Taste(epoch=1, strengths={first: 3.0, second: 1.0, 105: -2.0, 99_999: 5.0}), catalogue, shares
    )

    assert wanted == pytest.approx(0.75 * shares[full[0]] + 0.25 * shares[full[1]])


@pytest.mark.parametrize("taste", [Taste(epoch=0), Taste(epoch=1, strengths={100: -1.0, 99_999: 2.0})])
def test_nothing_is_known_of_who_valued_nothing(taste: Taste) -> None:
    catalogue = some_catalogue(size=30)

    assert genre_history(taste, catalogue, genre_shares(catalogue)) is None
