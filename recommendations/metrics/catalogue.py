"""What recommendations do to the catalogue as a whole: how much of it is shown, and how far from the known."""

import numpy as np
import numpy.typing as npt

Tops = npt.NDArray[np.int64]
Vector = npt.NDArray[np.float64]


def distinct(top: Tops) -> int:
    """How many different titles were shown to anybody; -1 is nothing shown."""
    return len(np.unique(top[top >= 0]))


def coverage(top: Tops, *, candidates: int) -> float:
    """Share of the candidates that was shown to anybody (aggregate diversity, Adomavicius and Kwon 2012)."""
    return distinct(top) / max(1, candidates)


def effective_catalogue_size(shares: npt.ArrayLike) -> float:
    """How many titles the hours really went to (Gomez-Uribe and Hunt 2015); shares need no order nor sum.

    ECS = 2 sum_i p_i i - 1, with shares p in falling order and i from 1: n when all are alike, 1 when one has all.
    """
    sizes = -np.sort(-np.asarray(shares, dtype=np.float64))
    if sizes.sum() <= 0:
        return 0.0
    return float(2.0 * (sizes / sizes.sum() * np.arange(1, len(sizes) + 1)).sum() - 1.0)


def times_shown(top: Tops, *, titles: int) -> npt.NDArray[np.int64]:
    """How often each title was shown."""
    return np.bincount(top[top >= 0], minlength=titles)


def novelty(top: Tops, *, popularity: npt.ArrayLike) -> Vector:
    """Per viewer the mean of -log2(popularity) over the titles shown: mean self-information in bits (Zhou et al. 2010).

    `popularity[code]` is the share of viewers who know the title, above 0 for whatever is shown. NaN when nothing is.
    """
    bits = -np.log2(np.maximum(np.asarray(popularity, dtype=np.float64), np.finfo(np.float64).tiny))
    shown = top >= 0
    sums = np.where(shown, bits[np.where(shown, top, 0)], 0.0).sum(axis=1)
    count = shown.sum(axis=1)
    found: Vector = np.divide(sums, count, out=np.full(len(top), np.nan), where=count > 0)
    return found


def diversity(top: Tops, *, features: npt.NDArray[np.float64]) -> Vector:
    """Per viewer the mean of 1 - cosine over all pairs of titles shown (intra-list, Ziegler et al. 2005).

    `features[code]` describes a title, for instance by its genres; titles without features are like no other. NaN where
    fewer than two titles are shown. Summed over unit vectors v: (n^2 - |sum v|^2 - empty ones) / (n (n - 1)).
    """
    lengths = np.linalg.norm(features, axis=1, keepdims=True)
    units = np.divide(features, lengths, out=np.zeros_like(features, dtype=np.float64), where=lengths > 0)
    shown = top >= 0
    count = shown.sum(axis=1)
    own = units[np.where(shown, top, 0)] * shown[:, :, None]
    alike = (own.sum(axis=1) ** 2).sum(axis=1) - (own**2).sum(axis=(1, 2))
    pairs = count * (count - 1)
    found: Vector = np.divide(pairs - alike, pairs, out=np.full(len(top), np.nan), where=pairs > 0)
    return found
