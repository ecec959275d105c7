"""What holds of every page beyond one look at it: editors are obeyed, a minute changes nothing, and a day does."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from recommendations.candidates.rules import ActiveRules
from recommendations.contracts import Reason, ReasonKind, RowDraft, Scored, Taste, Viewer
from recommendations.pages.compose import Composed, compose
from recommendations.ranking.context import RankingContext
from recommendations.rows import ROW_TYPES
from tests.factories.rankings import some_ranking, some_viewer

SEEDS = st.integers(0, 10_000)
some_pages = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def titles_of(page: Composed) -> list[int]:
    billboard = [page.billboard.title_id] if page.billboard else []
    return billboard + [item.title_id for row in page.rows for item in row.titles]


def first_screen_of(page: Composed) -> list[int]:
    billboard = [page.billboard.title_id] if page.billboard else []
    return billboard + [item.title_id for row in page.rows[:3] for item in row.titles[:6]]


def a_ranking(seed: int, *, later: timedelta = timedelta(0), **how: object) -> RankingContext:
    """The same viewer and world for the same seed, at another time if wanted."""
    viewer = some_viewer(is_kids=seed % 5 == 0)
    return some_ranking(seed=seed, viewer=replace(viewer, now=viewer.now + later), **how)  # type: ignore[arg-type]


@some_pages
@given(SEEDS, st.sampled_from([row_type.key for row_type in ROW_TYPES]))
def test_banned_means_banned(seed: int, kind: str) -> None:
    before = compose(context=a_ranking(seed))
    titles = frozenset(titles_of(before)[:7])
    key = before.rows[-1].draft.key if before.rows else ""

    after = compose(
        context=a_ranking(seed, rules=ActiveRules(banned_titles=titles, banned_rows=frozenset({kind, key})))
    )

    assert not titles & set(titles_of(after))
    assert not {kind, key} & {name for row in after.rows for name in (row.draft.kind, row.draft.key)}


@some_pages
@given(SEEDS)
@example(1411)  # Two new titles of nearly the same score, one of them newer.
def test_a_minute_later_the_page_is_the_same(seed: int) -> None:
    """Decided anew, not served again: what else changes about a viewer should not shuffle what does not."""
    context = a_ranking(seed)
    page = compose(context=context)

    later = compose(context=a_ranking(seed, later=timedelta(minutes=1)), last=page.as_last(context.viewer.now))

    assert [row.draft.key for row in later.rows] == [row.draft.key for row in page.rows]
    assert titles_of(later) == titles_of(page)


@some_pages
@given(SEEDS, st.booleans())
def test_a_day_later_the_first_screen_is_another(seed: int, is_newcomer: bool) -> None:
    """Of a viewer who saw it and chose nothing of it."""
    taste = Taste(epoch=0) if is_newcomer else None
    context = a_ranking(seed, taste=taste)
    page = compose(context=context)
    seen = {**context.taste.seen, **{title: context.taste.seen.get(title, 0) + 1 for title in first_screen_of(page)}}

    tomorrow = compose(
        context=a_ranking(seed, taste=replace(context.taste, seen=seen), later=timedelta(days=1)),
        last=page.as_last(context.viewer.now),
    )

    assert first_screen_of(tomorrow) != first_screen_of(page)


@pytest.mark.parametrize("score", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("where", ["titles", "affinity"])
def test_a_row_whose_numbers_are_none_does_not_break_the_page(score: float, where: str) -> None:
    context = some_ranking()
    titles = context.catalogue.title_ids[context.recommendable][:20].tolist()

    class Broken:
        key = "broken"
        suits_kids = True

        def offer(self, context: RankingContext) -> Iterable[RowDraft]:
            yield RowDraft(
                key="broken", kind="broken", heading="Broken",
                titles=[Scored(title_id=title, score=score if where == "titles" else 1.0) for title in titles],
                reason=Reason(kind=ReasonKind.POPULAR, text="None"), affinity=score if where == "affinity" else 0.5,
            )  # fmt: skip

    page = compose(context=context, row_types=(Broken(), *ROW_TYPES))

    assert [row.draft.key for row in page.rows] == [row.draft.key for row in compose(context=context).rows]
    assert titles_of(page) == titles_of(compose(context=context))


def viewers() -> list[Viewer]:
    return [replace(some_viewer(), profile_id=number) for number in range(1, 13)]


def test_two_viewers_with_one_taste_do_not_get_one_page() -> None:
    """The day's luck is each viewer's own, or everybody with one title would see the same for ever."""
    screens = {tuple(first_screen_of(compose(context=some_ranking(viewer=viewer)))) for viewer in viewers()}

    assert len(screens) > 6
