"""Because You Liked: neighbours of what was valued, named truly, and never of what was disliked."""

import pytest

from recommendations.contracts import ReasonKind, Taste
from recommendations.rows.because import SEEDS, Because
from tests.factories.rankings import some_ranking
from tests.factories.recommendations import NOON


def seeds_of(taste: Taste) -> list[int]:
    drafts = Because().offer(some_ranking(taste=taste))
    return [int(draft.key.partition(":")[2]) for draft in drafts]


def liked(*titles: int, value: float = 5.0) -> Taste:
    ratings = dict.fromkeys(titles, value)
    strengths = dict.fromkeys(titles, 2.0)
    return Taste(epoch=1, ratings=ratings, rated_at=dict.fromkeys(titles, NOON), strengths=strengths)


@pytest.mark.parametrize("seed", range(5))
def test_titles_are_the_models_neighbours_of_the_seed(seed: int) -> None:
    context = some_ranking(seed=seed)
    assert context.bundle is not None
    for draft in Because().offer(context):
        source = int(draft.key.partition(":")[2])
        near = {title for title, _weight in context.bundle.similar(source, 60)}
        assert {item.title_id for item in draft.titles} <= near
        assert draft.reason.evidence == ((source, 1.0),)
        rated_well = context.taste.ratings.get(source, 0) >= 4
        assert draft.reason.kind == (ReasonKind.BECAUSE_LIKED if rated_well else ReasonKind.BECAUSE_WATCHED)


def test_never_because_of_what_was_disliked_or_only_saved() -> None:
    visible = [int(t) for t in some_ranking().catalogue.title_ids[some_ranking().visible]][:4]

    assert set(seeds_of(liked(*visible))) <= set(visible)
    assert seeds_of(liked(*visible)) != []
    assert seeds_of(liked(*visible, value=1.0)) == []
    assert seeds_of(Taste(epoch=1, strengths=dict.fromkeys(visible, 1.0), listed=visible)) == []


def test_says_nothing_without_a_model_or_a_history() -> None:
    assert not list(Because().offer(some_ranking(with_model=False)))
    assert not list(Because().offer(some_ranking(taste=Taste(epoch=0))))


def test_a_long_history_makes_a_few_rows() -> None:
    visible = [int(t) for t in some_ranking().catalogue.title_ids[some_ranking().visible]]

    assert len(seeds_of(liked(*visible[:30]))) <= SEEDS
