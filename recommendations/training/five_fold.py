"""Surprise's own protocol, by Surprise itself: errors of estimated ratings over five random folds."""

from collections.abc import Iterable, Sequence

import numpy as np
import surprise
from surprise.model_selection import KFold, cross_validate

from recommendations.contracts import Interactions
from recommendations.estimators import Estimator, UnableToFit
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.training.compare import Row

FOLDS = 5
RawRating = tuple[int, int, float, int | None]


class Ratings(surprise.Dataset):
    """Ratings as a Surprise Dataset whose trainsets are made of arrays; `surprise.model_selection` takes it."""

    def __init__(self, interactions: Interactions, *, rating_scale: tuple[float, float] = (1, 5)) -> None:
        super().__init__(surprise.Reader(rating_scale=rating_scale))
        self.raw_ratings: Sequence[RawRating] = list(
            zip(
                interactions.profile_ids[interactions.profile_code].tolist(),
                interactions.title_ids[interactions.title_code].tolist(),
                interactions.value.astype(np.float64).tolist(),
                interactions.at.tolist(),
                strict=True,
            )
        )

    def construct_trainset(self, raw_trainset: Iterable[RawRating]) -> ArrayTrainset:
        users, items, ratings, at = zip(*raw_trainset, strict=True)
        return ArrayTrainset(
            raw_users=np.array(users, dtype=np.int64),
            raw_items=np.array(items, dtype=np.int64),
            ratings=np.array(ratings, dtype=np.float32),
            at=np.array(at, dtype=np.int64),
            rating_scale=self.reader.rating_scale,
        )


def five_fold(interactions: Interactions, *, estimators: Sequence[type[Estimator]], seed: int) -> dict[str, Row]:
    """RMSE and MAE by estimator key, each the mean of the folds with their deviation."""
    folds = KFold(n_splits=FOLDS, random_state=seed)
    rows: dict[str, Row] = {}
    for estimator in estimators:
        if estimator.learns_from != "ratings":
            words = "It ranks and does not estimate ratings, which is all that five folds of ratings can measure."
            rows[estimator.key] = Row(refused=words)
            continue
        if len(interactions) < FOLDS:
            rows[estimator.key] = Row(refused=f"There are {len(interactions)} ratings; five folds take at least five.")
            continue
        try:
            found = cross_validate(estimator(seed=seed), Ratings(interactions), cv=folds, measures=["RMSE", "MAE"])
        except UnableToFit as problem:
            rows[estimator.key] = Row(refused=str(problem))
            continue
        figures = {
            "rmse": float(np.mean(found["test_rmse"])),
            "rmse_deviation": float(np.std(found["test_rmse"])),
            "mae": float(np.mean(found["test_mae"])),
            "fit_seconds": float(np.mean(found["fit_time"])),
            "score_seconds": float(np.mean(found["test_time"])),
        }
        rows[estimator.key] = Row(figures=figures)
    return rows
