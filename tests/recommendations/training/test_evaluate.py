"""Ranking as serving ranks: candidates only, nothing seen, in blocks that change nothing, with quality beside."""

import tracemalloc

import numpy as np
import pytest

from recommendations.contracts import FloatVector
from recommendations.estimators import SurpriseSVD
from recommendations.modelstore.scorers.base import codes_of
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.evaluate import RatingErrors, errors_of, rank_scores, summary
from recommendations.training.judged import Judged, judged_viewers
from recommendations.training.protocols import STRATIFIED
from recommendations.training.split import split
from tests.factories.interactions import CUTOFF, a_dataset_with_tastes

TITLES = np.arange(1, 31, dtype=np.int64)


def a_viewer(*, seen: list[int], liked: list[int], rated: dict[int, float]) -> Judged:
    return Judged(
        strengths=dict.fromkeys(seen, 1.0),
        ratings={},
        relevant=np.array(liked, dtype=np.int64),
        held_titles=np.array(list(rated), dtype=np.int64),
        held_ratings=np.array(list(rated.values()), dtype=np.float32),
    )


def falling(_viewer: Judged) -> FloatVector:
    return -np.arange(len(TITLES), dtype=np.float32)


def test_seen_titles_and_those_that_are_no_candidates_are_not_shown() -> None:
    candidates = np.isin(TITLES, [3], invert=True)
    viewer = a_viewer(seen=[1, 2, 99], liked=[4, 98], rated={})
    scores = rank_scores(viewers=[viewer], title_ids=TITLES, candidates=candidates, scoring=falling)
    assert TITLES[scores.top[0]].tolist() == list(range(4, 14))
    assert scores.recall10.tolist() == [0.5]


def test_quality_counts_what_was_rated_among_the_candidates() -> None:
    viewers = [
        a_viewer(seen=[1], liked=[2, 5], rated={2: 5.0, 3: 2.0, 4: 1.0, 5: 4.0, 30: 3.0, 99: 1.0}),
        a_viewer(seen=[1], liked=[], rated={2: 1.0}),
        a_viewer(seen=[1], liked=[7], rated={7: 5.0}),
    ]
    scores = rank_scores(viewers=viewers, title_ids=TITLES, candidates=np.ones(30, dtype=bool), scoring=falling)
    assert len(scores) == 2
    assert scores.quality is not None
    assert scores.quality.auc[0] == pytest.approx(4 / 6)
    assert np.isnan(scores.quality.auc[1])
    assert scores.quality.rated10.tolist() == [4.0, 1.0]
    assert scores.quality.disliked10.tolist() == [2.0, 0.0]
    assert summary(scores, candidates=30, seed=1)["disliked10"] == pytest.approx(2 / 5)


def test_judging_a_few_of_many_takes_no_dictionaries_of_all() -> None:
    random = np.random.default_rng(2)
    pairs = random.permutation(np.unique(random.integers(0, 1_000_000, 60_000)))
    said = interactions_of(pairs // 500, pairs % 500, np.full(len(pairs), 4.0), np.arange(len(pairs)))
    learning, held = split(Dataset(ratings=said, strengths=said, cutoff=CUTOFF))
    everybody = {viewer.profile_id: viewer for viewer in judged_viewers(train=learning, held=held, seed=1)}
    tracemalloc.start()
    few = judged_viewers(train=learning, held=held, seed=1, most=20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(few) == 20
    assert peak < 60 * len(pairs)
    for viewer in few:
        assert viewer.strengths == everybody[viewer.profile_id].strengths
        assert viewer.ratings == everybody[viewer.profile_id].ratings
        assert viewer.relevant.tolist() == everybody[viewer.profile_id].relevant.tolist()


def test_blocks_of_viewers_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    learning, held = split(a_dataset_with_tastes())
    viewers = judged_viewers(train=learning, held=held, seed=1)
    titles = learning.strengths.title_ids

    def scoring(viewer: Judged) -> FloatVector:
        return np.random.default_rng(len(viewer.strengths)).random(len(titles)).astype(np.float32)

    def found() -> tuple[object, ...]:
        scores = rank_scores(
            viewers=viewers, title_ids=titles, candidates=np.ones(len(titles), dtype=bool), scoring=scoring
        )
        assert scores.quality is not None
        return scores.ndcg10.tolist(), scores.top.tolist(), scores.quality.disliked10.tolist()

    whole = found()
    monkeypatch.setattr("recommendations.training.blocks.SCORES_AT_ONCE", 7 * len(titles))
    assert found() == whole


def test_nobody_to_judge_gives_no_figures() -> None:
    scores = rank_scores(viewers=[], title_ids=TITLES, candidates=np.ones(30, dtype=bool), scoring=falling)
    assert len(scores) == 0
    assert summary(scores, candidates=30, seed=1) == {"viewers": 0}


def test_of_very_many_titles_fewer_viewers_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    learning, held = split(a_dataset_with_tastes())
    everybody = judged_viewers(train=learning, held=held, seed=1)
    monkeypatch.setattr("recommendations.training.judged.FEWEST_VIEWERS", 5)
    monkeypatch.setattr("recommendations.training.judged.MOST_SCORES", 20 * len(learning.strengths.title_ids))
    assert len(judged_viewers(train=learning, held=held, seed=1)) == 20 < len(everybody)
    monkeypatch.setattr("recommendations.training.judged.MOST_SCORES", 0)
    assert len(judged_viewers(train=learning, held=held, seed=1)) == 5


def test_estimates_are_those_of_each_viewer_alone_whatever_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    learning, held = split(a_dataset_with_tastes())
    viewers = judged_viewers(train=learning, held=held, seed=1)
    rating = SurpriseSVD(factors=5, epochs=5).learn(learning.ratings, seed=1)
    monkeypatch.setattr("recommendations.training.blocks.SCORES_AT_ONCE", 7 * len(rating.title_ids))
    errors = errors_of(viewers=viewers, rating=rating, one_number=3.0)
    assert errors is not None
    for number in np.unique(errors.viewer)[:40].tolist():
        viewer, own = viewers[number], errors.viewer == number
        codes = codes_of(rating.title_ids, viewer.held_titles)
        assert np.allclose(errors.estimates[own], rating.estimate(viewer.ratings)[codes[codes >= 0]], atol=1e-4)
        assert errors.said[own].tolist() == viewer.held_ratings[codes >= 0].tolist()
    assert errors_of(viewers=[], rating=rating, one_number=3.0) is None
    assert errors_of(viewers=[a_viewer(seen=[1], liked=[2], rated={})], rating=rating, one_number=3.0) is None


def test_everything_held_out_counts_where_the_protocol_says_so() -> None:
    learning, held = STRATIFIED.split(a_dataset_with_tastes(), 1)
    viewers = judged_viewers(train=learning, held=held, seed=1, all_relevant=True)
    assert sum(len(viewer.relevant) for viewer in viewers) == len(held.strengths)
    liked = judged_viewers(train=learning, held=held, seed=1)
    assert 0 < sum(len(viewer.relevant) for viewer in liked) < len(held.strengths)


def test_errors_are_of_estimates_on_the_scale() -> None:
    errors = RatingErrors(
        estimates=np.array([9.0, 3.0]), said=np.array([5.0, 1.0]), viewer=np.array([0, 1]), one_number=3.0
    )
    assert errors.rmse == pytest.approx(np.sqrt(2.0))
    assert errors.mae == pytest.approx(1.0)
    assert errors.rmse_of_one_number == pytest.approx(2.0)
