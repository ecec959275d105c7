"""What every title is scored by: the model where it knows the title, popularity for newcomers, never what is hidden."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from django.conf import LazySettings
from django.utils import timezone

from accounts.device_kinds import DeviceKind
from recommendations.conf import tunables
from recommendations.contracts import FloatVector, Taste, Viewer
from recommendations.contracts.moment import VALUES
from recommendations.modelstore.calibration import Calibration
from recommendations.modelstore.scorers import Factors, Moments
from recommendations.pages.gather import moment_for
from recommendations.ranking.context import RankingContext, rank_for
from tests.factories.rankings import some_bundle, some_catalogue, some_ranking, some_viewer


def order_of(context: RankingContext) -> list[int]:
    return [item.title_id for item in context.best(context.relevance, context.visible, 500)]


def test_newcomer_gets_what_is_popular() -> None:
    context = some_ranking(taste=Taste(epoch=0))
    older = replace(context.catalogue, added_at=np.zeros_like(context.catalogue.added_at))
    context = rank_for(
        viewer=context.viewer, taste=Taste(epoch=0), catalogue=older, bundle=context.bundle, demand=context.demand
    )

    by_popularity = [item.title_id for item in context.best(context.demand.popularity, context.visible, 500)]

    assert context.is_newcomer
    assert order_of(context) == by_popularity


def test_who_only_passed_by_or_hid_titles_is_still_a_newcomer() -> None:
    assert some_ranking(taste=Taste(epoch=1, strengths={105: -0.2, 106: -1.0}, seen={105: 6})).is_newcomer
    assert not some_ranking(taste=Taste(epoch=1, strengths={105: 0.3}, listed=[105])).is_newcomer


def test_hold_out_is_ranked_by_popularity_whatever_is_known() -> None:
    taste = some_ranking().taste

    assert order_of(some_ranking(taste=taste, personal=False)) != order_of(some_ranking(taste=taste))
    assert some_ranking(taste=taste, personal=False).is_newcomer


def test_watched_and_hidden_titles_are_visible_and_not_recommended() -> None:
    context = some_ranking()
    taken = context.catalogue.code_of(sorted(context.taste.watched | context.taste.hidden))
    taken = taken[taken >= 0]

    assert not context.recommendable[taken].any()
    assert context.visible[taken].any()
    assert (context.recommendable <= context.visible).all()


def test_each_impression_takes_a_share_of_the_lead() -> None:
    fresh = some_ranking(taste=Taste(epoch=1, strengths={105: 1.0}))
    best = order_of(fresh)[0]
    tired = some_ranking(taste=Taste(epoch=1, strengths={105: 1.0}, seen={best: 2, 99_999: 5}))
    code = int(fresh.catalogue.code_of([best])[0])

    lead = fresh.relevance[code] - fresh.relevance.min()
    left = tired.relevance[code] - tired.relevance.min()

    assert left == pytest.approx(lead * tunables().impression_fatigue ** 2, rel=1e-4)


def test_title_that_the_model_never_saw_is_placed_by_what_it_is_like() -> None:
    catalogue = some_catalogue(size=120)
    bundle = some_bundle(catalogue)
    unseen = np.flatnonzero(bundle.code_of(catalogue.title_ids) < 0)
    drama = catalogue.genres.member[:, 1]
    lover = Taste(epoch=1, strengths={int(catalogue.title_ids[code]): 1.0 for code in np.flatnonzero(drama)[:12]})
    context = some_ranking(taste=lover)

    alike = context.relevance[unseen][drama[unseen] > 0]
    other = context.relevance[unseen][drama[unseen] == 0]

    assert alike.mean() > other.mean()


def test_no_match_is_claimed_before_anything_was_rated() -> None:
    rated = some_ranking(taste=Taste(epoch=1, ratings={100: 5.0}, strengths={100: 1.0}))

    assert (some_ranking(taste=Taste(epoch=1, strengths={100: 1.0})).match == -1).all()
    assert (rated.match == -1).all(), "Nor without a model of ratings."


def test_match_is_the_calibrated_chance_and_unknown_for_titles_without_a_place_in_the_model() -> None:
    catalogue = some_catalogue(size=60)
    bundle = some_bundle(catalogue)
    size = len(bundle.title_ids)
    random = np.random.default_rng(1)
    rating = Factors(
        title_ids=bundle.title_ids,
        factors=random.normal(0, 0.3, (size, 4)).astype(np.float32),
        biases=random.normal(0, 0.3, size).astype(np.float32),
        counts=np.ones(size, dtype=np.float32),
        mean=3.5,
    )
    with_ratings = replace(bundle, rating=rating)
    context = some_ranking(size=60, taste=Taste(epoch=1, ratings={100: 5.0, 101: 1.0}, strengths={100: 1.0}))
    context = rank_for(
        viewer=some_viewer(), taste=context.taste, catalogue=catalogue, bundle=with_ratings, demand=context.demand
    )

    expected = 1 / (1 + np.exp(-2.0 * (rating.estimate({100: 5.0, 101: 1.0}) - 3.5)))

    assert context.match[:size].tolist() == np.rint(expected * 100).astype(int).tolist()
    assert (context.match[size:] == -1).all()
    assert context.match[0] > context.match[1] or expected[0] <= expected[1]


def test_a_hold_out_is_told_no_match_for_it_would_be_personal() -> None:
    catalogue = some_catalogue(size=60)
    plain = some_bundle(catalogue)
    bundle = replace(plain, calibration=Calibration(weights={"score": 1.0}, learned_from=500))
    taste, demand = Taste(epoch=1, ratings={100: 5.0}, strengths={100: 1.0}), some_ranking(size=60).demand

    def matches(*, personal: bool) -> set[int]:
        context = rank_for(
            viewer=some_viewer(), taste=taste, catalogue=catalogue, bundle=bundle, demand=demand, personal=personal
        )
        return {int(match) for match in context.match}

    assert max(matches(personal=True)) > 50
    assert matches(personal=False) == {-1}


def test_ties_go_to_the_older_title() -> None:
    context = some_ranking()
    every = np.zeros_like(context.relevance)

    ids = [item.title_id for item in context.best(every, context.visible, 10)]

    assert ids == sorted(ids)


def test_scores_are_finite_for_the_smallest_catalogues() -> None:
    for size in (0, 1, 2):
        for with_model in (True, False):
            assert np.isfinite(some_ranking(size=size, with_model=with_model).relevance).all()


@pytest.fixture
def switched_off(settings: LazySettings) -> Iterator[None]:
    settings.RECOMMENDATIONS = {"context_weight_scale": 0.0}
    tunables.cache_clear()
    yield
    settings.RECOMMENDATIONS = {}
    tunables.cache_clear()


def relevance_to(viewer: Viewer, *, personal: bool = True) -> FloatVector:
    """With a model in which title 100 is for evenings (hours 20 to 24) and title 101 for television."""
    usual = some_ranking()
    assert usual.bundle is not None
    lifts = np.zeros((VALUES, len(usual.bundle.title_ids)), dtype=np.float32)
    lifts[5, 0] = lifts[11, 1] = 2.0
    moments = Moments(title_ids=usual.bundle.title_ids, lifts=lifts)
    bundle = replace(usual.bundle, moments=moments, weights={**usual.bundle.weights, "moment": 1.0})
    return rank_for(
        viewer=viewer, taste=Taste(epoch=1, strengths={110: 1.0}), catalogue=usual.catalogue, bundle=bundle,
        demand=usual.demand, personal=personal, moment=moment_for(viewer),
    ).relevance  # fmt: skip


def test_hour_and_device_have_a_say() -> None:
    noon = some_viewer()
    usual = relevance_to(noon)
    late = relevance_to(replace(noon, now=noon.now + timedelta(hours=9)))
    on_television = relevance_to(replace(noon, device=DeviceKind.TV))

    assert late[0] > usual[0] + 0.5
    assert on_television[1] > usual[1] + 0.5


def test_hours_are_those_of_the_site() -> None:
    noon = some_viewer()
    with timezone.override("Asia/Tokyo"):  # Nine o'clock in the evening.
        assert relevance_to(noon)[0] > 0.5 + relevance_to(replace(noon, now=noon.now + timedelta(hours=9)))[0]


@pytest.mark.usefixtures("switched_off")
def test_switched_off_neither_hour_nor_device_has_a_say() -> None:
    noon = some_viewer()
    catalogue = some_catalogue(size=120)
    context = some_ranking()
    without = rank_for(
        viewer=noon, taste=Taste(epoch=1, strengths={110: 1.0}), catalogue=catalogue, bundle=context.bundle,
        demand=context.demand,
    ).relevance  # fmt: skip

    assert np.array_equal(relevance_to(noon), without)
    assert np.array_equal(relevance_to(replace(noon, device=DeviceKind.TV)), without)


def test_hold_out_and_newcomers_see_the_same_at_every_hour() -> None:
    noon = some_viewer()
    same_day = replace(noon, device=DeviceKind.TV)

    assert np.array_equal(relevance_to(noon, personal=False), relevance_to(same_day, personal=False))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("count", [1, 7, 500])
def test_looking_along_the_order_finds_what_sorting_finds(seed: int, count: int) -> None:
    context = some_ranking(seed=seed, size=300)
    tied = np.round(context.relevance, 1)
    context = replace(context, relevance=tied)

    for among in (context.recommendable, context.visible, np.zeros_like(context.visible)):
        assert context.best(tied, among, count) == context.best(tied.copy(), among, count)


def test_best_of_a_list_is_best_among_those_marked() -> None:
    context = some_ranking(seed=5)
    for number, codes in enumerate(context.catalogue.genres.titles):
        marked = context.recommendable & (context.catalogue.genres.member[:, number] > 0)

        found = context.best_of(codes, 12)

        assert found == context.best(context.relevance, marked, 12)
        assert context.catalogue.title_ids[found.codes].tolist() == found.title_ids.tolist()
    assert any(len(codes) for codes in context.catalogue.genres.titles)
