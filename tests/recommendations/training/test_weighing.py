"""Quality counts as much as it may cost."""

import pytest

from recommendations.training.weighing import NDCG_TO_SPEND, balanced_weights
from recommendations.training.weights import QUALITY, learn_weights, ndcg_of
from tests.recommendations.training.test_weights import examples


def test_quality_counts_in_full_where_what_is_chosen_is_what_is_liked() -> None:
    given = examples(1, viewers=800, truth=(2.0, 0.3, 0.0))
    assert balanced_weights(given, seed=1) == learn_weights(given, quality=QUALITY)


def test_quality_counts_less_where_it_would_rank_first_what_nobody_chooses() -> None:
    given = examples(2, viewers=800, truth=(0.0, 2.0, 0.0))
    found = balanced_weights(given, seed=1)
    plain, whole = (learn_weights(given, quality=quality) for quality in (0.0, QUALITY))
    kept = ndcg_of(given, found).mean() / ndcg_of(given, plain).mean()
    assert ndcg_of(given, whole).mean() < 0.9 * ndcg_of(given, plain).mean()
    assert kept > 1.0 - NDCG_TO_SPEND - 0.02
    assert found["ease"] >= plain["ease"]


@pytest.mark.parametrize("viewers", [0, 3])
def test_a_few_viewers_are_no_reason_to_count_quality_less(viewers: int) -> None:
    given = examples(3, viewers=viewers, truth=(0.0, 0.5, 0.0))
    assert balanced_weights(given, seed=1) == learn_weights(given, quality=QUALITY)
