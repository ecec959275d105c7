"""The fold-in of what was chosen: the paper's equation, solved exactly, and explained exactly."""

import numpy as np
import pytest

from recommendations.modelstore.scorers import PreferenceFactors

TASTE = {13: 1.0, 10: 2.0, 17: 0.5, 12: -1.5}


def a_scorer(*, seed: int = 0, titles: int = 30, factors: int = 5, unseen_weight: float = 0.3) -> PreferenceFactors:
    random = np.random.default_rng(seed)
    return PreferenceFactors.of(
        title_ids=np.arange(10, 10 + titles, dtype=np.int64),
        factors=random.normal(size=(titles, factors)).astype(np.float32),
        biases=random.normal(scale=0.2, size=titles).astype(np.float32),
        confidence=5.0,
        unseen_weight=unseen_weight,
        regularisation=0.7,
    )


def loss(scorer: PreferenceFactors, weights: np.ndarray, chosen: np.ndarray, vector: np.ndarray) -> float:
    """What the paper's equation 3 says of one viewer."""
    scores = scorer.factors.astype(np.float64) @ vector + scorer.biases
    return float((weights * (chosen - scores) ** 2).sum() + scorer.regularisation * vector @ vector)


def test_no_other_place_for_a_viewer_has_a_smaller_loss() -> None:
    scorer = a_scorer()
    liked = {title: strength for title, strength in TASTE.items() if strength > 0}
    strengths = np.array(list(liked.values()))
    weights = np.full(30, 0.3)
    weights[[title - 10 for title in liked]] = 5.0 * strengths / ((strengths**2).sum() / strengths.sum())
    chosen = np.zeros(30)
    chosen[[title - 10 for title in liked]] = 1.0
    vector = scorer.fold_in(TASTE).vector
    least = loss(scorer, weights, chosen, vector)
    random = np.random.default_rng(1)
    for _try in range(200):
        assert loss(scorer, weights, chosen, vector + random.normal(scale=0.01, size=5)) > least


def test_dislikes_count_as_not_chosen_and_age_alone_changes_nothing() -> None:
    scorer = a_scorer()
    scores = scorer.score(TASTE)
    assert np.array_equal(scores, scorer.score({title: value for title, value in TASTE.items() if value > 0}))
    assert np.allclose(scores, scorer.score({title: value / 4 for title, value in TASTE.items()}), atol=1e-6)
    assert np.array_equal(scorer.score({12: -1.5}), scorer.score({}))


def test_what_the_own_titles_add_sums_to_the_score() -> None:
    scorer = a_scorer()
    own, parts = scorer.parts(TASTE, scorer.title_ids)
    assert own.tolist() == [13, 10, 17]
    nothing = np.linalg.solve(scorer.fold_in(TASTE).normal, -scorer.unseen_weight * scorer.pull)
    rest = scorer.factors.astype(np.float64) @ nothing + scorer.biases
    assert np.allclose(parts.sum(axis=0) + rest, scorer.score(TASTE), atol=1e-5)


def test_contributions_are_shares_of_what_spoke_for_a_title() -> None:
    scorer = a_scorer()
    own, parts = scorer.parts(TASTE, [20])
    named = dict(scorer.contributions(TASTE, 20))
    positive = {int(title): part for title, part in zip(own, parts[:, 0], strict=True) if part > 0}
    assert named == pytest.approx({title: part / sum(positive.values()) for title, part in positive.items()})
    assert sum(named.values()) == pytest.approx(1.0)


def test_a_viewer_keeps_the_place_when_the_catalogue_changes() -> None:
    scorer = a_scorer()
    wanted = np.array([5, *range(10, 35), 99], dtype=np.int64)
    over = scorer.over(wanted)
    assert np.allclose(over.fold_in(TASTE).vector, scorer.fold_in(TASTE).vector)
    unknown = over.score(TASTE)[[0, -1]]
    assert np.allclose(unknown, scorer.biases.min())


def test_numbers_that_cannot_be_are_refused() -> None:
    scorer = a_scorer()
    for name in ("regularisation", "confidence"):
        with pytest.raises(ValueError, match="must be positive"):
            PreferenceFactors.restore(
                title_ids=scorer.title_ids, arrays=scorer.arrays(), numbers={**scorer.numbers(), name: 0.0}
            )


def test_similar_titles_point_the_same_way() -> None:
    scorer = a_scorer()
    factors = scorer.factors.copy()
    factors[7], factors[9] = 3.0 * factors[2], 0.0
    twin = PreferenceFactors.of(
        title_ids=scorer.title_ids, factors=factors, biases=scorer.biases, **scorer.numbers()
    ).similar(12, 3)
    assert twin[0][0] == 17
    assert twin[0][1] == pytest.approx(1.0, abs=1e-6)
    assert len(twin) == 3
    assert scorer.over(np.array([12, 99], dtype=np.int64)).similar(99, 3) == []
