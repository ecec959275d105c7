"""The same ratings as Surprise holds them and as arrays hold them."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from surprise import Reader
from surprise.dataset import DatasetAutoFolds

from recommendations.estimators.trainset import ArrayTrainset
from tests.factories.interactions import random_ratings


class Frame:
    """What Surprise reads of a data frame."""

    def __init__(self, *columns: Any) -> None:
        self.rows = list(zip(*(np.asarray(column).tolist() for column in columns), strict=True))

    def itertuples(self, index: bool = False) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)


def data_of(users: Any, items: Any, ratings: Any) -> DatasetAutoFolds:
    """Parallel columns as a data set of Surprise."""
    return DatasetAutoFolds(reader=Reader(rating_scale=(1, 5)), df=Frame(users, items, ratings))


def both_of(users: Any, items: Any, ratings: Any) -> tuple[Any, ArrayTrainset]:
    """Surprise's own trainset and ours of the same rows."""
    columns = (np.asarray(users), np.asarray(items), np.asarray(ratings))
    own = ArrayTrainset(raw_users=columns[0], raw_items=columns[1], ratings=columns[2])
    return data_of(*columns).build_full_trainset(), own


SHAPES = {
    "few": (8, 5, 20),
    "wide": (30, 50, 400),
    "long": (100, 20, 900),
    "full": (12, 9, 108),
    "one viewer": (1, 30, 25),
    "one title": (30, 1, 25),
    "one rating": (1, 1, 1),
}


def both(seed: int, shape: str) -> tuple[Any, ArrayTrainset]:
    """Random ratings in random order, with gaps between the ids."""
    viewers, titles, count = SHAPES[shape]
    users, items, ratings = random_ratings(seed, viewers=viewers, titles=titles, count=count)
    return both_of(users * 7, items * 3, ratings)
