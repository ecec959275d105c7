"""Pages judged by what was chosen next: on rankings made in memory, with answers that are known."""

from dataclasses import replace

import numpy as np
import pytest

from recommendations.contracts import InProgress, Taste, Viewer
from recommendations.metrics.pages import titles_within
from recommendations.pages.comparisons import COMPARISONS, cut_list, fixed_rows, popularity_page
from recommendations.pages.judge import FIRST_SCREEN, Asked, compared_page, composed_page, judge_pages
from recommendations.ranking.context import RankingContext, rank_for
from tests.factories.rankings import some_ranking, some_viewer
from tests.factories.recommendations import NOON

CONTEXT = some_ranking(size=150, seed=3)


def rank(viewer: Viewer, taste: Taste) -> RankingContext:
    return rank_for(
        viewer=viewer, taste=taste, catalogue=CONTEXT.catalogue, bundle=CONTEXT.bundle, demand=CONTEXT.demand
    )


def asked(*relevant: int) -> Asked:
    return Asked(viewer=some_viewer(), taste=CONTEXT.taste, relevant=np.array(relevant, dtype=np.int64), rank=rank)


def screen_of(name: str) -> list[int]:
    found: list[int] = titles_within(COMPARISONS[name](CONTEXT, 3, 6), rows=3, columns=6).tolist()
    return found


@pytest.mark.parametrize("name", COMPARISONS)
def test_comparisons_show_only_what_may_be_recommended(name: str) -> None:
    recommendable = set(CONTEXT.catalogue.title_ids[CONTEXT.recommendable].tolist())
    begun = {item.title_id for item in CONTEXT.taste.progress}

    assert screen_of(name)
    assert set(screen_of(name)) <= recommendable | begun


def test_the_cut_list_is_the_ranking_and_the_popularity_page_is_the_same_for_all() -> None:
    best = [item.title_id for item in CONTEXT.best(CONTEXT.relevance, CONTEXT.recommendable, 19)]
    nobody = replace(CONTEXT, relevance=np.zeros_like(CONTEXT.relevance))

    assert titles_within(cut_list(CONTEXT, 3, 6), rows=3, columns=6).tolist() == best
    assert (popularity_page(CONTEXT, 3, 6) == popularity_page(nobody, 3, 6)).all()


def test_fixed_rows_are_latest_resume_and_genres_by_name() -> None:
    begun = InProgress(
        title_id=int(CONTEXT.catalogue.title_ids[CONTEXT.visible][0]), episode_id=None, position_seconds=10.0,
        duration_seconds=90.0, completed=False, updated_at=NOON, dismissed=False,
    )  # fmt: skip
    page = fixed_rows(replace(CONTEXT, taste=Taste(epoch=1, progress=(begun,))), 6, 5)
    added = dict(zip(CONTEXT.catalogue.title_ids.tolist(), CONTEXT.catalogue.added_at.tolist(), strict=True))

    assert added[page[0, 0]] >= added[page[1, 0]] >= added[page[1, 4]]
    assert page[2][page[2] >= 0].tolist() == [begun.title_id]
    for line, number in enumerate(np.argsort(CONTEXT.catalogue.genres.names).tolist(), start=3):
        codes = CONTEXT.catalogue.code_of(page[line][page[line] >= 0])
        assert (CONTEXT.catalogue.genres.member[codes, number] > 0).all()


def test_what_is_on_the_first_screen_is_found_and_what_is_not_is_missed() -> None:
    makers = {"cut": compared_page(cut_list), "ours": composed_page()}
    best = screen_of("list cut into rows")

    scores = judge_pages([asked(*best[:4]), asked(99_999), asked()], makers=makers)

    assert scores["cut"].recall[FIRST_SCREEN].tolist() == [1.0, 0.0]
    assert scores["ours"].recall[FIRST_SCREEN][1] == 0.0
    assert scores["ours"].recall[FIRST_SCREEN][0] > 0
    assert len(scores["ours"].ndcg) == 2


def test_a_page_that_nobody_chose_from_is_another_tomorrow_and_popularity_is_not() -> None:
    makers = {"popular": compared_page(popularity_page), "ours": composed_page()}

    scores = judge_pages([asked(100)], makers=makers)

    assert scores["popular"].repetition.tolist() == [1.0]
    assert scores["ours"].repetition[0] < 0.9


def test_nobody_asked_is_no_trouble() -> None:
    (scores,) = judge_pages([], makers={"ours": composed_page()}).values()

    assert (len(scores.ndcg), scores.coverage) == (0, 0.0)
