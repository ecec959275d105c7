"""The blend: comparable features, weighed; what knows nothing of a viewer does not speak."""

from dataclasses import replace

import numpy as np
import pytest

from accounts.device_kinds import DeviceKind
from recommendations.contracts import Moment
from recommendations.contracts.moment import VALUES
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import Calibration
from recommendations.modelstore.comparable import evened, standardised
from recommendations.modelstore.scorers import Factors, ItemWeights, Likeness, Moments, OneList
from recommendations.modelstore.scorers.neighbours import Neighbours

IDS = np.arange(10, 16, dtype=np.int64)
NEW = 15
"""Nobody has chosen it; its stand-in is title 10."""


def a_bundle() -> Bundle:
    weights = np.zeros((5, 5), dtype=np.float32)
    weights[0, 1], weights[0, 2], weights[1, 0] = 1.0, 0.5, 1.0
    stand_ins = Neighbours(
        title_ids=IDS,
        starts=np.array([0, 0, 0, 0, 0, 0, 1], dtype=np.int64),
        neighbours=np.array([0], dtype=np.int32),
        weights=np.array([0.8], dtype=np.float32),
    )
    return Bundle(
        version="v",
        title_ids=IDS,
        rankers={"ease": ItemWeights(title_ids=IDS, covered=IDS[:5], weights=weights)},
        likenesses={"kind": Likeness(title_ids=IDS, vectors=np.eye(4, dtype=np.float32)[[0, 1, 0, 2, 3, 0]])},
        rating=Factors(
            title_ids=IDS, factors=np.ones((6, 1), dtype=np.float32), biases=np.zeros(6, dtype=np.float32),
            counts=np.ones(6, dtype=np.float32), mean=3.5,
        ),
        popularity=OneList(title_ids=IDS, scores=np.array([9, 5, 4, 3, 2, 0], dtype=np.float32)),
        trend=OneList(title_ids=IDS, scores=np.zeros(6, dtype=np.float32)),
        stand_ins=stand_ins,
        weights={"ease": 1.0, "kind": 0.5, "popularity": 0.1},
    )  # fmt: skip


def test_rank_is_the_weighted_sum_of_the_features() -> None:
    bundle, taste = a_bundle(), {10: 2.0}
    features = bundle.features(strengths=taste, ratings={})
    expected = 1.0 * features["ease"] + 0.5 * features["kind"] + 0.1 * features["popularity"]

    assert bundle.rank(strengths=taste, ratings={}) == pytest.approx(expected)


def test_features_are_comparable() -> None:
    for name, values in a_bundle().features(strengths={10: 2.0}, ratings={10: 5.0}).items():
        known = values[:5] if name == "ease" else values
        assert np.abs(known).max() < 3.0, name


def test_what_knows_nothing_of_the_viewer_does_not_speak() -> None:
    bundle = a_bundle()

    assert set(bundle.features(strengths={13: 1.0}, ratings={})) == {"kind", "popularity"}
    assert set(bundle.features(strengths={}, ratings={})) == {"popularity"}
    assert bundle.rank(strengths={}, ratings={}).tolist() == bundle.popularity.score().tolist()


def test_what_the_viewer_would_hardly_like_is_doubted_and_nothing_else() -> None:
    bundle = a_bundle()
    odds = np.log(np.array([0.03, 0.15, 0.27, 0.31, 0.5, 0.9]) / (1 - np.array([0.03, 0.15, 0.27, 0.31, 0.5, 0.9])))
    doubts = bundle.doubt(odds.astype(np.float32))

    assert doubts == pytest.approx([-0.9, -0.5, -0.1, 0, 0, 0], abs=1e-5)
    assert isinstance(bundle.rating, Factors)
    nobody_rated = replace(bundle.rating, counts=np.zeros(6, dtype=np.float32))
    assert not replace(bundle, rating=nobody_rated).doubt(np.full(6, -9, dtype=np.float32)).any()


def test_match_is_percent_and_of_what_nobody_rated_none() -> None:
    bundle = a_bundle()
    assert isinstance(bundle.rating, Factors)
    some = replace(bundle, rating=replace(bundle.rating, counts=np.array([1, 1, 0, 1, 1, 0], dtype=np.float32)))

    chances = np.array([0.0, 0.204, 0.9, 0.496, 1.0, 0.5], dtype=np.float32)
    assert some.match(chances).tolist() == [0, 20, -1, 50, 100, -1]


def test_rank_is_less_by_the_doubt_that_its_own_log_odds_cast() -> None:
    calibration = Calibration(intercept=-1.5, weights={"score": 1.0}, learned_from=9)
    plain = replace(a_bundle(), calibration=calibration)
    scores, odds = plain.rank_and_odds(strengths={10: 2.0}, ratings={})
    doubting = replace(plain, weights={**plain.weights, "doubt": 0.7})
    doubted, same = doubting.rank_and_odds(strengths={10: 2.0}, ratings={})

    assert odds is not None
    assert same is not None
    assert odds == pytest.approx(standardised(scores) - 1.5, abs=1e-5)
    assert same.tolist() == odds.tolist()
    assert plain.doubt(odds).any()
    assert doubted == pytest.approx(scores + np.float32(0.7) * plain.doubt(odds))


def test_match_does_not_depend_on_the_hour() -> None:
    lifts = np.random.default_rng(0).normal(size=(VALUES, 6)).astype(np.float32)
    bundle = replace(
        a_bundle(), moments=Moments(title_ids=IDS, lifts=lifts), weights={**a_bundle().weights, "moment": 1.0},
        calibration=Calibration(weights={"score": 1.0}),
    )  # fmt: skip
    evening = Moment(daypart=5, is_weekend=True, device=DeviceKind.TV)
    now, at_any_time = (
        bundle.rank_and_odds(strengths={10: 2.0}, ratings={11: 5.0}, moment=moment) for moment in (evening, None)
    )
    assert now[0].tolist() != at_any_time[0].tolist()
    assert now[1] == pytest.approx(at_any_time[1])


def test_no_match_where_nothing_is_known_to_tell_by() -> None:
    bundle = a_bundle()

    assert bundle.rank_and_odds(strengths={}, ratings={})[1] is None
    assert bundle.rank_and_odds(strengths={10: 1.0}, ratings={})[1] is None, "The usual one is of ratings."
    assert bundle.rank_and_odds(strengths={10: 1.0}, ratings={10: 4.0})[1] is not None
    assert replace(bundle, rating=None).rank_and_odds(strengths={10: 1.0}, ratings={10: 4.0})[1] is None


def test_a_new_title_has_what_its_stand_in_has_less_a_little() -> None:
    features = a_bundle().features(strengths={11: 1.0}, ratings={})
    without = replace(a_bundle(), stand_ins=None).features(strengths={11: 1.0}, ratings={})

    assert features["ease"][5] == pytest.approx(0.8 * features["ease"][0])
    assert features["popularity"][5] == pytest.approx(0.8 * features["popularity"][0])
    assert features["ease"][5] > without["ease"][5]
    assert features["ease"][:5] == pytest.approx(without["ease"][:5])


def test_parts_of_one_ranker_are_its_own_shares_of_what_it_added() -> None:
    bundle = replace(a_bundle(), weights={"ease": 2.0})
    own, parts, _rest = bundle.parts(strengths={10: 1.0, 11: 1.0}, ratings={}, title_ids=[12])
    added = 2.0 * bundle.features(strengths={10: 1.0, 11: 1.0}, ratings={})["ease"][2]

    assert own.tolist() == [10, 11]
    assert parts[:, 0] == pytest.approx([max(added, 0.0), 0.0])


def test_what_knows_no_title_of_the_viewers_own_is_counted_apart() -> None:
    bundle = replace(a_bundle(), weights={"ease": 2.0, "popularity": 0.5})
    features = bundle.features(strengths={10: 1.0}, ratings={})

    _own, parts, rest = bundle.parts(strengths={10: 1.0}, ratings={}, title_ids=bundle.title_ids)

    assert rest == pytest.approx(0.5 * np.maximum(features["popularity"], 0.0))
    assert rest.any()
    alone = replace(bundle, weights={"ease": 2.0}).parts(strengths={10: 1.0}, ratings={}, title_ids=bundle.title_ids)
    assert parts == pytest.approx(alone[1])


def test_parts_are_the_same_of_features_that_were_worked_out_before() -> None:
    bundle, strengths = a_bundle(), {10: 1.0, 11: 0.5, 13: -1.0}
    weighed = bundle.weigh(strengths=strengths, ratings={10: 5.0})

    own, parts, rest = bundle.parts(strengths=strengths, ratings={}, title_ids=IDS, features=weighed.features)

    anew = bundle.parts(strengths=strengths, ratings={10: 5.0}, title_ids=IDS)
    assert weighed.features
    assert (own.tolist(), parts.tolist(), rest.tolist()) == (anew[0].tolist(), anew[1].tolist(), anew[2].tolist())


def test_places_along_a_catalogue_are_those_of_its_titles_whichever_was_asked_before() -> None:
    bundle, some, others = a_bundle(), np.array([11, 77]), np.array([10])

    assert [bundle.along(ids).tolist() for ids in (some, some, others, some)] == [[1, -1], [1, -1], [0], [1, -1]]


def test_likeness_is_named_where_it_spoke() -> None:
    bundle = replace(a_bundle(), weights={"kind": 1.0})
    own, parts, _rest = bundle.parts(strengths={10: 1.0, 13: 1.0}, ratings={}, title_ids=[12, 999])

    assert parts[own == 10, 0] > 0
    assert parts[own == 13, 0] == 0
    assert not parts[:, 1].any()


def test_similar_is_what_those_chose_who_chose_it_and_never_mere_likeness() -> None:
    assert [title for title, _weight in a_bundle().similar(10, 5)] == [11, 12]
    assert a_bundle().similar(NEW, 5) == []


def test_a_few_towering_scores_do_not_drown_the_rest() -> None:
    scores = np.array([100.0, 1.0, 0.9, 0.1, 0.0, 0.0], dtype=np.float32)

    assert evened(scores)[0] < standardised(scores)[0]
    assert np.argsort(-evened(scores), kind="stable").tolist() == np.argsort(-scores, kind="stable").tolist()
