"""What titles are, for models: sparse tables of genres, people, words and time, made into vectors to compare."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.linalg import svds

from recommendations.contracts import IntVector
from recommendations.modelstore.in_blocks import best_of_each
from recommendations.modelstore.scorers import Likeness
from recommendations.modelstore.scorers.base import codes_of
from recommendations.modelstore.scorers.neighbours import Neighbours

DIMENSIONS = 64
MOST_FEATURES = 20_000
YEARS_APART = 6.0
EPOCHS = np.arange(1920, 2041, 5)
SHARE_OF_LIKENESS = {"kind": 1.0, "people": 0.7, "words": 0.6, "era": 0.3}
"""How much each group counts where one likeness of two titles is needed."""
STAND_INS = 20
MOST_STAND_INS = 10_000
"""Stand-ins are sought among so many, those chosen most often: of a million titles, comparing all takes hours."""
COSINES_AT_ONCE = 8_000_000
"""New titles times chosen ones compared at a time; bounds the memory, at about 100 MB."""
FAITH = 0.8
"""What likeness alone can promise at most: a title nobody has chosen is placed a little nearer to the average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Per group (`kind`: genres and moods, `people`, `words`, `era`) a titles x features table of counts."""

    title_ids: IntVector
    groups: Mapping[str, sparse.csr_array]


NOTHING = Content(title_ids=np.empty(0, dtype=np.int64), groups={})


def likenesses_of(content: Content, title_ids: IntVector) -> dict[str, Likeness]:
    """One likeness for each group that says something of at least two of these titles."""
    found = {}
    places = codes_of(content.title_ids, title_ids)
    for name, table in content.groups.items():
        vectors = np.zeros((len(title_ids), 1), dtype=np.float32)
        if (places >= 0).any():
            vectors = vectors_of(table)[np.maximum(places, 0)]
            vectors[places < 0] = 0.0
        if np.count_nonzero(vectors.any(axis=1)) >= 2:
            found[name] = Likeness(title_ids=title_ids, vectors=vectors)
    return found


def vectors_of(table: sparse.csr_array) -> npt.NDArray[np.float32]:
    """Rows of length 1 (0 where a title has no feature): TF-IDF, in the main directions of a wide table.

    Latent semantic analysis: Deerwester et al. 1990; idf smoothed as ln((1 + n) / (1 + titles with it)) + 1.
    """
    titles = table.shape[0]
    having = np.bincount(table.indices, minlength=table.shape[1])
    if table.shape[1] > DIMENSIONS:
        # A feature of one title tells of no likeness.
        kept = np.sort(np.argsort(-having, kind="stable")[:MOST_FEATURES])
        kept = kept[having[kept] >= 2]
        table, having = table[:, kept], having[kept]
    weighted = table.multiply(np.log((1.0 + titles) / (1.0 + having)) + 1.0).tocsr()
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    scaled = sparse.diags_array(np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)) @ weighted
    smaller = min(scaled.shape)
    if smaller <= DIMENSIONS:
        return np.asarray(scaled.todense(), dtype=np.float32)
    left, values, _right = svds(scaled, k=DIMENSIONS, v0=np.ones(smaller))
    return _of_length_one(left * values)


def _of_length_one(rows: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-9)
    return np.asarray(scaled, dtype=np.float32)


def eras_of(years: npt.NDArray[np.float64]) -> sparse.csr_array:
    """Years (NaN where unknown) as closeness to every fifth one, so that neighbouring years are alike."""
    near = np.exp(-(((years[:, None] - EPOCHS[None, :]) / YEARS_APART) ** 2))
    near[~np.isfinite(near) | (near < 0.05)] = 0.0
    return sparse.csr_array(near)


def stand_ins_of(likenesses: Mapping[str, Likeness], times_chosen: npt.NDArray[np.int64]) -> Neighbours | None:
    """For every title that nobody chose, the chosen ones most like it; None where there is nothing to compare by."""
    is_chosen = times_chosen > 0
    if not likenesses or is_chosen.all() or not is_chosen.any():
        return None
    titles = next(iter(likenesses.values())).title_ids
    joined = np.hstack([SHARE_OF_LIKENESS.get(name, 1.0) ** 0.5 * like.vectors for name, like in likenesses.items()])
    vectors = _of_length_one(joined)
    new = np.flatnonzero(~is_chosen)
    chosen = np.sort(np.argsort(-times_chosen, kind="stable")[: min(MOST_STAND_INS, np.count_nonzero(is_chosen))])
    compared = np.ascontiguousarray(vectors[chosen].T)
    lengths, places, weights = np.zeros(len(titles), dtype=np.int64), [], []
    size = max(1, COSINES_AT_ONCE // len(chosen))
    for begin in range(0, len(new), size):
        codes = new[begin : begin + size]
        nearest, cosines = best_of_each(vectors[codes] @ compared, STAND_INS)
        is_alike = cosines > 0
        lengths[codes] = is_alike.sum(axis=1)
        places.append(chosen[nearest[is_alike]])
        weights.append(_promises(np.maximum(cosines, 0.0).astype(np.float64))[is_alike])
    starts = np.zeros(len(titles) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return Neighbours(
        title_ids=titles,
        starts=starts,
        neighbours=np.concatenate(places).astype(np.int32),
        weights=np.concatenate(weights).astype(np.float32),
    )


def _promises(cosines: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """How much each stand-in speaks, a row per new title, the most alike first; a row sums to at most FAITH."""
    # Cubed, so that the few that are truly alike outweigh the many that share a genre.
    close = cosines**3
    return np.asarray(FAITH * cosines[:, :1] * close / np.maximum(close.sum(axis=1, keepdims=True), 1e-12))
