"""The arrays say to Surprise's algorithms what Surprise's own trainset says, and take a tenth of its memory."""

import tracemalloc
from typing import Any

import numpy as np
import pytest
import surprise
from hypothesis import given
from hypothesis import strategies as st

from recommendations.estimators import numbering
from recommendations.estimators.numbering import by_first_appearance, counted, grouped, renumbered, summed
from recommendations.estimators.trainset import ArrayTrainset, as_arrays
from recommendations.training.dataset import interactions_of
from tests.factories.interactions import random_ratings
from tests.factories.trainsets import SHAPES, both, both_of, data_of

ratings = st.floats(min_value=-5, max_value=5, allow_nan=False) | st.sampled_from([0.5, 1.0, 3.7, 5.0])
rows = st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 2**40) | st.integers(0, 9), ratings), min_size=1)


def assert_alike(stock: Any, arrays: ArrayTrainset) -> None:
    assert list(arrays.all_ratings()) == list(stock.all_ratings())
    assert dict(arrays.ur) == dict(stock.ur)
    assert dict(arrays.ir) == dict(stock.ir)
    assert arrays.global_mean == stock.global_mean
    assert (arrays.n_users, arrays.n_items, arrays.n_ratings) == (stock.n_users, stock.n_items, stock.n_ratings)
    assert [arrays.to_raw_uid(u) for u in arrays.all_users()] == [stock.to_raw_uid(u) for u in stock.all_users()]
    assert [arrays.to_raw_iid(i) for i in arrays.all_items()] == [stock.to_raw_iid(i) for i in stock.all_items()]
    assert arrays.build_testset() == stock.build_testset()
    assert arrays.build_anti_testset() == stock.build_anti_testset()


@given(rows)
def test_any_rows_read_as_surprise_reads_them(entries: list[tuple[int, int, float]]) -> None:
    users, items, values = (np.array(column) for column in zip(*entries, strict=True))
    stock, arrays = both_of(users, items, values)
    assert_alike(stock, arrays)
    again = as_arrays(stock)
    assert list(again.all_ratings()) == list(stock.all_ratings())
    assert again.global_mean == stock.global_mean
    assert arrays.has_duplicates() == (len({entry[:2] for entry in entries}) < len(entries))


@pytest.mark.parametrize("shape", SHAPES)
def test_interactions_read_as_their_columns_do(shape: str) -> None:
    viewers, titles, count = SHAPES[shape]
    columns = random_ratings(4, viewers=viewers, titles=titles, count=count)
    at = np.arange(count) * 10
    of_interactions = ArrayTrainset.of(interactions_of(*columns, at))
    assert_alike(data_of(*columns).build_full_trainset(), of_interactions)
    assert of_interactions.at is not None
    said = {(int(user), int(item)): int(when) for user, item, when in zip(*columns[:2], at, strict=True)}
    users, items = of_interactions.raw_users[of_interactions.users()], of_interactions.raw_items[of_interactions.items]
    pairs = zip(users.tolist(), items.tolist(), strict=True)
    assert [said[pair] for pair in pairs] == of_interactions.at.tolist()


def test_titles_and_viewers_without_interactions_do_not_count() -> None:
    interactions = interactions_of([1, 2, 3], [10, 20, 30], [1, 2, 3], [0, 0, 0])
    part = type(interactions)(
        profile_ids=interactions.profile_ids, title_ids=interactions.title_ids,
        profile_code=interactions.profile_code[1:], title_code=interactions.title_code[1:],
        value=interactions.value[1:], at=interactions.at[1:],
    )  # fmt: skip
    trainset = ArrayTrainset.of(part)
    assert (trainset.n_users, trainset.n_items) == (2, 2)
    assert trainset.raw_items.tolist() == [20, 30]


def test_what_is_not_part_of_it_is_refused() -> None:
    _stock, arrays = both(1, "wide")
    assert arrays.to_inner_uid(arrays.to_raw_uid(3)) == 3
    assert arrays.knows_item(np.int64(3))
    assert not arrays.knows_item("UKN__3")
    with pytest.raises(ValueError, match="not part of the trainset"):
        arrays.to_inner_iid(-7)
    with pytest.raises(KeyError):
        arrays.ur[arrays.n_users]


def test_a_part_keeps_the_numbers() -> None:
    _stock, arrays = both(2, "wide")
    kept = np.arange(arrays.n_ratings) % 3 > 0
    part = arrays.only(kept)
    expected = [entry for entry, keep in zip(arrays.all_ratings(), kept, strict=True) if keep]
    assert list(part.all_ratings()) == expected
    assert part.n_users == arrays.n_users


def test_part_by_part_codes_are_numbered_and_counted_like_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(3)
    codes, values = random.integers(0, 40, 1_000).astype(np.int32), random.random(1_000)
    whole = (*renumbered(codes, 45), counted(codes, 45), summed(codes, 45, lambda rows: values[rows]))
    monkeypatch.setattr(numbering, "ROWS_AT_ONCE", 33)
    parts = (*renumbered(codes, 45), counted(codes, 45), summed(codes, 45, lambda rows: values[rows]))
    for one, other in zip(whole, parts, strict=True):
        np.testing.assert_allclose(np.asarray(one), np.asarray(other), rtol=1e-12)
    assert counted(codes, 45).tolist() == np.bincount(codes, minlength=45).tolist()
    again, places = renumbered(parts[0], 40)
    assert again is parts[0], "They are numbered by first appearance already."
    assert places.tolist() == list(range(40))


def test_ids_far_apart_are_numbered_like_those_close_together() -> None:
    near = np.random.default_rng(0).integers(0, 50, 400)
    codes, ids = by_first_appearance(near)
    for far in (near * 2**50, near - 2**40, (near * 1_000).astype(str)):
        far_codes, far_ids = by_first_appearance(far)
        assert np.array_equal(codes, far_codes)
        assert np.array_equal(far_ids[codes], far)
    assert ids[codes].tolist() == near.tolist()


def test_groups_keep_the_order_of_rows() -> None:
    codes = np.array([2, 0, 2, 1, 0, 2], dtype=np.int32)
    starts, order, values = grouped(codes, 4, np.arange(6.0))
    assert starts.tolist() == [0, 2, 3, 6, 6]
    assert order is not None
    assert order.tolist() == values.tolist() == [1, 4, 3, 0, 2, 5]
    assert grouped(np.sort(codes), 4, values)[1] is None


@pytest.mark.parametrize(("is_sorted", "most_bytes"), [(False, 13), (True, 9)])
def test_it_keeps_twelve_bytes_a_rating_at_most(is_sorted: bool, most_bytes: int) -> None:
    users, items, values = random_ratings(0, viewers=400, titles=600, count=200_000)
    users = np.sort(users) if is_sorted else users
    tracemalloc.start()
    try:
        arrays = ArrayTrainset(raw_users=users, raw_items=items, ratings=values.copy())
        kept = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert kept < most_bytes * arrays.n_ratings


ALGORITHMS = {
    "SVD": lambda: surprise.SVD(random_state=1, n_epochs=3),
    "SVD unbiased": lambda: surprise.SVD(random_state=1, n_epochs=3, biased=False),
    "SVDpp": lambda: surprise.SVDpp(random_state=1, n_epochs=2),
    "SVDpp cached": lambda: surprise.SVDpp(random_state=1, n_epochs=2, cache_ratings=True),
    "NMF": lambda: surprise.NMF(random_state=1, n_epochs=3),
    "SlopeOne": surprise.SlopeOne,
    "CoClustering": lambda: surprise.CoClustering(random_state=1, n_epochs=3),
    "KNNBasic": lambda: surprise.KNNBasic(verbose=False),
    "KNNWithMeans": lambda: surprise.KNNWithMeans(verbose=False, sim_options={"name": "cosine", "user_based": False}),
    "KNNWithZScore": lambda: surprise.KNNWithZScore(verbose=False, sim_options={"name": "pearson"}),
    "KNNBaseline": lambda: surprise.KNNBaseline(verbose=False, sim_options={"name": "pearson_baseline"}),
    "KNNBaseline between titles": lambda: surprise.KNNBaseline(verbose=False, sim_options={"user_based": False}),
    "BaselineOnly by least squares": lambda: surprise.BaselineOnly(verbose=False),
    "BaselineOnly by descent": lambda: surprise.BaselineOnly(verbose=False, bsl_options={"method": "sgd"}),
}


@pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_every_algorithm_of_surprise_predicts_the_same_on_it(algorithm: str) -> None:
    stock, arrays = both(3, "wide")
    on_stock, on_arrays = ALGORITHMS[algorithm]().fit(stock), ALGORITHMS[algorithm]().fit(arrays)
    testset = stock.build_anti_testset() + stock.build_testset() + [(-1, -1, 3.0)]
    assert [found.est for found in on_arrays.test(testset)] == [found.est for found in on_stock.test(testset)]
