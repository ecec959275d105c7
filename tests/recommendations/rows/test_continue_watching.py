"""Continue Watching: unfinished, likeliest gone on with first, and gone when let go of."""

from dataclasses import replace
from datetime import timedelta

from recommendations.contracts import InProgress, Taste
from recommendations.modelstore.scorers import Resumption
from recommendations.rows.continue_watching import FORGOTTEN_DAYS, ContinueWatching
from tests.factories.rankings import some_ranking
from tests.factories.recommendations import NOON

VISIBLE = [int(title) for title in some_ranking().catalogue.title_ids[some_ranking().visible]]


def begun(title: int, *, days: float = 1.0, fraction: float = 0.5) -> InProgress:
    return InProgress(
        title_id=title, episode_id=None, position_seconds=fraction * 100, duration_seconds=100.0, completed=False,
        updated_at=NOON - timedelta(days=days), dismissed=False,
    )  # fmt: skip


def offered(*progress: InProgress, hidden: frozenset[int] = frozenset()) -> list[int]:
    context = some_ranking(taste=Taste(epoch=1, progress=progress, hidden=hidden))
    return [item.title_id for draft in ContinueWatching().offer(context) for item in draft.titles]


def test_latest_first() -> None:
    a, b, c = VISIBLE[:3]

    assert offered(begun(a, days=30), begun(b, days=1), begun(c, days=10)) == [b, c, a]


def test_left_in_the_middle_before_hardly_begun() -> None:
    a, b = VISIBLE[:2]

    assert offered(begun(a, fraction=0.01), begun(b, fraction=0.5)) == [b, a]


def test_left_on_this_screen_before_left_on_another() -> None:
    a, b = VISIBLE[:2]

    assert offered(replace(begun(a), device="tv"), replace(begun(b), device="laptop")) == [b, a]


def test_the_weights_that_viewers_taught_a_model_stand_in_for_the_policys() -> None:
    a, b = VISIBLE[:2]
    context = some_ranking(taste=Taste(epoch=1, progress=[begun(a, days=1), begun(b, days=30)]))
    assert context.bundle is not None
    taught = Resumption(title_ids=context.bundle.title_ids, weights={"log_age": 2.0, "log_others_since": 0.0})

    (draft,) = ContinueWatching().offer(replace(context, bundle=replace(context.bundle, resumption=taught)))

    assert [item.title_id for item in draft.titles] == [b, a]


def test_finished_dismissed_hidden_forgotten_and_unavailable_ones_are_not_there() -> None:
    a, b, c, d = VISIBLE[:4]
    unseen = int(some_ranking().catalogue.title_ids[~some_ranking().visible][0])
    gone = [
        replace(begun(a), completed=True), replace(begun(b), dismissed=True), begun(c), begun(unseen), begun(99_999),
        begun(d, days=FORGOTTEN_DAYS + 1),
    ]  # fmt: skip

    assert offered(*gone, hidden=frozenset({c})) == []


def test_one_is_enough_for_a_row_and_its_place_is_the_first() -> None:
    (draft,) = ContinueWatching().offer(some_ranking(taste=Taste(epoch=1, progress=[begun(VISIBLE[0])])))

    assert (draft.minimum, draft.pinned_rank) == (1, 0)
