"""Which genres titles have, as a matrix: what calibration and diversity of lists are measured by."""

import numpy as np
import numpy.typing as npt

from catalog.models import Title
from recommendations.contracts import IntVector
from recommendations.modelstore.scorers.base import codes_of


def genre_shares(title_ids: IntVector) -> npt.NDArray[np.float64]:
    """Titles x genres; a title's genres share 1 among them (p(g|i) of Steck 2018), zeros for one without genres."""
    pairs = np.array(
        list(Title.genres.through.objects.values_list("title_id", "genre_id").order_by("title_id", "genre_id")),
        dtype=np.int64,
    ).reshape(-1, 2)
    codes = codes_of(title_ids, pairs[:, 0])
    genres, column = np.unique(pairs[:, 1], return_inverse=True)
    shares = np.zeros((len(title_ids), len(genres)))
    shares[codes[codes >= 0], column[codes >= 0]] = 1.0
    counts = shares.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(shares, counts, out=np.zeros_like(shares), where=counts > 0), dtype=np.float64)
