"""Weights follow what viewers chose and liked, and stay where they are usual while little is known."""

import dataclasses

import numpy as np
import pytest

from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.scorers import Likeness, OneList
from recommendations.training.judged import Judged
from recommendations.training.weights import (
    PRIOR,
    UNHEARD_OF,
    Examples,
    examples_of,
    learn_weights,
    ndcg_of,
    offer,
    prior_weights,
)

NAMES = ("ease", "als", "novel")
USUAL = {name: PRIOR.get(name, UNHEARD_OF) for name in NAMES}


def examples(seed: int, *, viewers: int, truth: tuple[float, float, float], candidates: int = 60) -> Examples:
    """Viewers who choose by the logit of `truth`, and like by its first feature alone."""
    random = np.random.default_rng(seed)
    offered = random.normal(size=(viewers, candidates, 3)).astype(np.float32)
    noise = random.gumbel(size=(viewers, candidates))
    picked = np.argmax(offered @ np.array(truth) + noise, axis=1)
    better = random.normal(size=(viewers, 3)).astype(np.float32)
    better[better[:, 0] < 0] *= -1
    return Examples(
        names=NAMES,
        offered=offered,
        offset=np.zeros((viewers, candidates), dtype=np.float32),
        chosen=offered[np.arange(viewers), picked],
        is_chosen=np.arange(candidates) == picked[:, None],
        better=better,
        pair_weight=np.ones(viewers, dtype=np.float32),
    )


def test_planted_weights_are_found() -> None:
    found = learn_weights(examples(1, viewers=4_000, truth=(1.0, 0.0, 0.5)), quality=0.0)

    assert found["ease"] == pytest.approx(1.0, abs=0.08)
    assert found["als"] == pytest.approx(0.0, abs=0.08)
    assert found["novel"] == pytest.approx(0.5, abs=0.08)


def test_no_weight_is_below_zero() -> None:
    found = learn_weights(examples(2, viewers=2_000, truth=(0.5, -1.0, 0.0)))

    assert found["als"] == 0.0


def test_few_viewers_hardly_move_what_is_usual() -> None:
    few = learn_weights(examples(3, viewers=2, truth=(2.0, 0.0, 2.0)))
    none = learn_weights(examples(3, viewers=0, truth=(2.0, 0.0, 2.0)))

    assert none == pytest.approx(USUAL)
    assert few == pytest.approx(USUAL, abs=0.3)


def test_quality_raises_what_tells_liked_from_disliked() -> None:
    given = examples(4, viewers=1_000, truth=(0.0, 1.0, 0.0))

    assert learn_weights(given, quality=4.0)["ease"] > learn_weights(given, quality=0.0)["ease"] + 0.2


def test_a_sample_that_stands_for_the_rest_gives_nearly_the_same_weights() -> None:
    """Half of the candidates left out, the others counted twice."""
    whole = examples(5, viewers=4_000, truth=(1.0, 0.3, 0.0))
    random = np.random.default_rng(5)
    offset = np.where(random.random(whole.offset.shape) < 0.5, -np.inf, np.log(2.0)).astype(np.float32)
    is_chosen = (whole.offered == whole.chosen[:, None, :]).all(axis=2)
    offset[is_chosen] = 0.0
    part = learn_weights(dataclasses.replace(whole, offset=offset), quality=0.0)

    assert part == pytest.approx(learn_weights(whole, quality=0.0), abs=0.1)


def test_examples_leave_out_what_was_seen_and_pair_liked_with_not_liked() -> None:
    ids = np.arange(1, 9, dtype=np.int64)
    vectors = np.eye(8, dtype=np.float32)
    everything = OneList(title_ids=ids, scores=np.arange(8, dtype=np.float32))
    bundle = Bundle(
        version="", title_ids=ids, popularity=everything, trend=everything,
        likenesses={"kind": Likeness(title_ids=ids, vectors=vectors)},
    )  # fmt: skip
    viewer = Judged(
        strengths={1: 1.0, 2: 1.0}, ratings={}, relevant=np.array([3]), held_titles=np.array([3, 4, 5]),
        held_ratings=np.array([5, 2, 3], dtype=np.float32),
    )  # fmt: skip
    found = examples_of(
        viewers=[viewer], bundle=bundle, candidates=np.ones(8, dtype=bool), random=np.random.default_rng(0)
    )

    assert found.names == ("kind", "rating", "popularity", "trend")
    assert (found.is_chosen.sum(), found.is_chosen[np.isneginf(found.offset)].sum()) == (1, 0)
    assert np.array_equal(found.offered[found.is_chosen][0], found.chosen[0])
    assert np.isfinite(found.offset).sum() == 6
    assert found.better.shape == (2, 4)
    assert found.pair_weight.sum() == pytest.approx(1.0)
    assert set(prior_weights(bundle)) == {*found.names, "doubt"}


def test_chance_and_not_the_code_decides_among_those_that_tie() -> None:
    table, free, sure = np.zeros((1_000, 2), dtype=np.float32), np.ones(1_000, dtype=np.bool_), np.zeros(1_000)
    for seed in range(50):
        codes, offset = offer(table, free, np.array([0]), 150, np.random.default_rng(seed))
        assert len(np.unique(codes)) == 150
        assert codes[0] == 0
        sure[codes[offset == 0.0]] += 1
    assert sure[0] == 50
    assert 0.4 < sure[1:501].sum() / sure[1:].sum() < 0.6


def test_of_those_that_do_not_tie_the_best_by_each_feature_are_offered_for_sure() -> None:
    scores = np.random.default_rng(1).permutation(1_000).astype(np.float32)
    table, free = np.stack([scores, -scores], axis=1), np.ones(1_000, dtype=np.bool_)
    codes, offset = offer(table, free, np.array([7]), 400, np.random.default_rng(2))
    sure = codes[offset == 0.0]
    assert set(np.flatnonzero((scores < 100) | (scores >= 900))) <= set(sure)
    assert offset[-1] == pytest.approx(np.log((1_000 - len(sure)) / (400 - len(sure))))


def test_ndcg_is_of_what_was_chosen_among_the_first_ten() -> None:
    given = examples(6, viewers=400, truth=(2.0, 0.0, 0.0))
    found = ndcg_of(given, {"ease": 1.0, "als": 0.0, "novel": 0.0})
    picked = (given.offered[:, :, 0] > given.chosen[:, :1]).sum(axis=1)
    assert found == pytest.approx(np.where(picked < 10, 1.0 / np.log2(picked + 2.0), 0.0))
    assert not ndcg_of(given, dict.fromkeys(NAMES, 0.0))[given.is_chosen[:, :-10].any(axis=1)].any()
    hidden = dataclasses.replace(given, offset=np.where(given.is_chosen, -np.inf, 0.0).astype(np.float32))
    assert not ndcg_of(hidden, {"ease": 1.0, "als": 0.0, "novel": 0.0}).any()
