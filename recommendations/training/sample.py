"""A part of a great many viewers, each with all that they did: enough to choose and to judge by."""

import numpy as np

from recommendations.training.dataset import Dataset
from recommendations.training.trust import without


def some_viewers(dataset: Dataset, *, most: int, seed: int) -> Dataset:
    """Everybody, or of a great many as many, drawn by chance, as did `most` things together."""
    share = most / max(1, len(dataset.strengths))
    if share >= 1:
        return dataset
    viewers = np.union1d(dataset.strengths.profile_ids, dataset.ratings.profile_ids)
    # Of a part that was drawn by the same numbers, those numbers would take everybody.
    luck = np.random.default_rng((seed, most)).random(len(viewers))
    return without(dataset, viewers[luck >= share])
