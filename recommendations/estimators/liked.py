"""Who liked what, as a sparse matrix: what the rankers learn from."""

from typing import Any

import numpy as np
from scipy import sparse

from recommendations.estimators.base import UnableToFit
from recommendations.estimators.trainset import ArrayTrainset


def liked_matrix(trainset: ArrayTrainset, *, minimum_value: float) -> Any:
    """viewers x titles, 1 where the value is at least `minimum_value`, in CSR of float32.

    Raises UnableToFit when nobody liked anything. A pair that comes twice counts once.
    """
    liked = trainset.values >= minimum_value
    if not liked.any():
        raise UnableToFit("Nobody has liked anything yet.")
    # The entries lie viewer by viewer as they are: only where each one's begin is to be found anew.
    before = np.zeros(len(liked) + 1, dtype=np.int32)
    np.cumsum(liked, dtype=np.int32, out=before[1:])
    items = trainset.items[liked]
    matrix = sparse.csr_matrix(
        (np.ones(len(items), dtype=np.float32), items, before[trainset.starts]),
        shape=(trainset.n_users, trainset.n_items),
    )
    del before, liked, items
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix
