"""Places that chance fills: the chances that are logged are those by which titles were drawn, and can be built on."""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.models import Title
from recommendations.contracts import PlaceDraw
from recommendations.models import ServedPage
from recommendations.pages.compose import compose
from recommendations.pages.layout import Laid, lay_out
from recommendations.pages.sliver import EVEN, POLICY, chances_of
from recommendations.ranking.context import RankingContext
from tests.factories.accounts import a_profile
from tests.factories.pages import id_of, page_of, say
from tests.factories.rankings import rankings, some_ranking
from tests.recommendations.pages.test_layout import a_draft

CONTEXT = some_ranking(size=150, seed=2)
VISIBLE = [int(title) for title in CONTEXT.catalogue.title_ids[CONTEXT.recommendable]]
DRAFTS = [a_draft(f"row:{line}", VISIBLE[line::3][:18], pinned_rank=line) for line in range(3)]
DRAWS = 1_500


def pages_of(sliver: int, count: int = DRAWS, **weights: float) -> list[list[Laid]]:
    """Pages of so many viewers who are alike but for what chance gives them."""
    given: dict[str, Any] = {"jitter": 0.0, "tomorrow": 0.0, "sliver_temperature": 0.2, **weights}
    policy = replace(CONTEXT.policy, sliver=sliver, **given)
    contexts = (
        replace(CONTEXT, policy=policy, viewer=replace(CONTEXT.viewer, profile_id=number)) for number in range(count)
    )
    return [lay_out(drafts=DRAFTS, context=context, taken=()) for context in contexts]


@pytest.fixture(scope="module")
def one_drawn() -> list[tuple[int, PlaceDraw]]:
    """(title, draw) of pages with one drawn place: of the last row of the screen, at its last place."""
    found = []
    for rows in pages_of(1):
        assert [len(row.draws) for row in rows] == [0, 0, 1]
        title = rows[2].titles[5].title_id
        found.append((title, rows[2].draws[title]))
    return found


@given(
    st.lists(st.floats(allow_nan=True, allow_infinity=True, width=32), min_size=1, max_size=60),
    st.sampled_from([0.01, 0.1, 1.0]),
)
def test_chances_are_chances_whatever_the_values(values: list[float], temperature: float) -> None:
    chances = chances_of(np.array(values, dtype=np.float64), temperature)

    assert chances.sum() == pytest.approx(1.0)
    assert (chances >= EVEN / len(values) - 1e-12).all()
    assert (chances <= 1.0 + 1e-12).all()
    finite = [place for place, value in enumerate(values) if np.isfinite(value)]
    order = sorted(finite, key=lambda place: values[place])
    assert all(chances[low] <= chances[high] + 1e-12 for low, high in pairwise(order))


@settings(max_examples=30, deadline=None)
@given(rankings())
def test_what_is_logged_of_a_draw_is_whole(context: RankingContext) -> None:
    page = compose(context=context)
    shown = [item.title_id for row in page.rows for item in row.titles]
    drawn = [(title, row, draw) for row in page.rows for title, draw in row.draws.items()]

    assert len(drawn) <= context.policy.sliver
    for title, row, draw in drawn:
        assert title in {item.title_id for item in row.titles}
        assert not row.draft.is_own
        assert EVEN / len(draw.candidates) - 1e-12 <= draw.propensity <= 1.0
        assert title in draw.candidates
        assert len(set(draw.candidates)) == len(draw.candidates)
        assert draw.policy == POLICY
    assert len(set(shown)) == len(shown)


def test_titles_are_drawn_as_often_as_is_logged(one_drawn: list[tuple[int, PlaceDraw]]) -> None:
    """Chi-square over all candidates: its mean is one less than they are, its deviation the root of twice that."""
    (candidates,) = {draw.candidates for _title, draw in one_drawn}
    logged = {title: draw.propensity for title, draw in one_drawn}
    times = Counter(title for title, _draw in one_drawn)
    unseen = 1.0 - sum(logged.values())

    off = sum((times[title] - DRAWS * chance) ** 2 / (DRAWS * chance) for title, chance in logged.items())
    free = len(logged) - 1
    assert abs(unseen) < 0.02
    assert len(candidates) >= 10
    assert off < free + 5 * np.sqrt(2 * free)
    assert max(times.values()) > 2 * min(times.values())


def test_another_policy_can_be_judged_by_what_is_logged(one_drawn: list[tuple[int, PlaceDraw]]) -> None:
    """Inverse propensities: what viewers would have chosen had every candidate been as likely, from what they did."""
    (candidates,) = {draw.candidates for _title, draw in one_drawn}
    random = np.random.default_rng(5)
    likes = dict(zip(candidates, random.random(len(candidates)), strict=True))
    chosen = np.array([random.random() < likes[title] for title, _draw in one_drawn], dtype=np.float64)
    weights = np.array([1.0 / len(candidates) / draw.propensity for _title, draw in one_drawn])

    truth = float(np.mean(list(likes.values())))
    estimates = chosen * weights
    error = estimates.std() / np.sqrt(DRAWS)
    assert abs(estimates.mean() - truth) < 4 * error
    assert error < 0.1
    assert weights.max() <= 1.0 / EVEN + 1e-9


def test_with_several_draws_each_counts_given_those_before_it() -> None:
    """The mean of [this title stands here] / propensity is the share of pages on which it could have stood here."""
    seen, possible = defaultdict[int, float](float), Counter[int]()
    for rows in pages_of(3, count=800):
        (title, draw), *_others = rows[1].draws.items()
        seen[title] += 1.0 / draw.propensity
        possible.update(draw.candidates)

    for title, times in possible.items():
        if times >= 400:
            # Of one title the estimate varies by the root of 1 / p - 1 per page, and p is at least EVEN / candidates.
            assert seen[title] / times == pytest.approx(1.0, abs=6 * np.sqrt(18 / EVEN / times))
    total = sum(seen.values()) / sum(possible.values())
    assert total == pytest.approx(1.0, abs=0.15)


@pytest.mark.django_db
def test_served_pages_keep_the_odds_of_every_drawn_place(board: list[Title]) -> None:
    profile = a_profile()
    say(profile, board[0])
    page = page_of(profile)
    content = ServedPage.objects.get(pk=id_of(page, profile)).content
    draws = [tile["draw"] for row in content["rows"] for tile in row["tiles"] if "draw" in tile]

    assert draws
    for draw in draws:
        assert 0 < draw["propensity"] <= 1
        assert len(draw["candidates"]) >= 1
        assert draw["policy"] == POLICY


def test_chance_shows_what_is_little_known_rather_than_the_rest_of_the_page() -> None:
    def popularity_of_drawn(sliver_unfound: float) -> float:
        drawn = [title for rows in pages_of(1, count=200, sliver_unfound=sliver_unfound) for title in rows[2].draws]
        return float(CONTEXT.demand.popularity[CONTEXT.catalogue.code_of(drawn)].mean())

    assert popularity_of_drawn(1.0) < popularity_of_drawn(0.0)
