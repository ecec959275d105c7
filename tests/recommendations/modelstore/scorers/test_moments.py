"""Lifts of a moment: the sum of its three values, kept and checked like every other part of a version."""

from pathlib import Path

import numpy as np
import pytest

from accounts.device_kinds import DeviceKind
from recommendations.contracts import Moment
from recommendations.contracts.moment import VALUES
from recommendations.modelstore import store
from recommendations.modelstore.bundle import MOMENT, Bundle
from recommendations.modelstore.scorers import ItemWeights, Moments, OneList
from recommendations.modelstore.store import UnableToLoad

IDS = np.array([3, 5, 8], dtype=np.int64)
EVENING = Moment(daypart=4, is_weekend=True, device=DeviceKind.TV)


def some_moments() -> Moments:
    lifts = np.zeros((VALUES, 3), dtype=np.float32)
    daypart, week, device = EVENING.values
    lifts[daypart], lifts[week], lifts[device] = [1, 0, 0], [0, 0.5, 0], [0.25, 0, -2]
    return Moments(title_ids=IDS, lifts=lifts)


def a_bundle(moments: Moments) -> Bundle:
    return Bundle(
        version="", title_ids=IDS, moments=moments, weights={"ease": 1.0, MOMENT: 0.5},
        rankers={"ease": ItemWeights(title_ids=IDS, covered=IDS, weights=np.eye(3, k=1, dtype=np.float32))},
        popularity=OneList(title_ids=IDS, scores=np.array([3, 2, 1], dtype=np.float32)),
        trend=OneList(title_ids=IDS, scores=np.zeros(3, dtype=np.float32)),
    )  # fmt: skip


def test_a_moment_is_the_sum_of_its_values() -> None:
    morning = Moment(daypart=2, is_weekend=False, device=DeviceKind.PHONE)

    assert some_moments().at(EVENING).tolist() == [1.25, 0.5, -2.0]
    assert not some_moments().at(morning).any()


def test_over_other_titles_those_unknown_get_nothing() -> None:
    assert some_moments().over(np.array([5, 6, 8])).at(EVENING).tolist() == [0.5, 0.0, -2.0]


def test_of_a_viewer_alone_it_says_nothing() -> None:
    moments = some_moments()

    assert not moments.score({3: 1.0}).any()
    assert moments.similar(3, 5) == []
    assert moments.parts({3: 1.0}, [5])[0].tolist() == []


def test_the_moment_adds_its_weight_times_its_lift_times_the_scale() -> None:
    bundle = a_bundle(some_moments())

    def rank(**said: object) -> list[float]:
        scores = bundle.rank(strengths={3: 1.0}, ratings={}, **said)  # type: ignore[arg-type]  # Named arguments.
        return [float(score) for score in scores]

    lifts, alone = np.array([1.25, 0.5, -2.0]), np.array(rank())
    assert rank(moment=EVENING) == pytest.approx((alone + 0.5 * lifts).tolist())
    assert rank(moment=EVENING, moment_scale=2.0) == pytest.approx((alone + lifts).tolist())
    assert rank(moment=EVENING, moment_scale=0.0) == rank()


def test_who_is_unknown_gets_what_is_popular_at_any_moment() -> None:
    bundle = a_bundle(some_moments())

    assert bundle.rank(strengths={}, ratings={}, moment=EVENING).tolist() == [3.0, 2.0, 1.0]


def test_what_is_stored_ranks_the_same(tmp_path: Path) -> None:
    bundle = a_bundle(some_moments())
    again = store.load(store=tmp_path, digest=store.write(store=tmp_path, bundle=bundle).digest)

    assert again.moments is not None
    assert np.array_equal(again.moments.lifts, some_moments().lifts)
    assert np.array_equal(
        again.rank(strengths={3: 1.0}, ratings={}, moment=EVENING),
        bundle.rank(strengths={3: 1.0}, ratings={}, moment=EVENING),
    )


@pytest.mark.parametrize("lifts", [np.zeros((VALUES - 1, 3)), np.zeros((VALUES, 2)), np.full((VALUES, 3), np.nan)])
def test_lifts_of_another_shape_or_not_finite_are_refused(tmp_path: Path, lifts: np.ndarray) -> None:
    broken = a_bundle(Moments(title_ids=IDS, lifts=lifts.astype(np.float32)))
    digest = store.write(store=tmp_path, bundle=broken).digest

    with pytest.raises(UnableToLoad):
        store.load(store=tmp_path, digest=digest)
