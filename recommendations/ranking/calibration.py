"""Keep the first screen in proportion to the viewer's tastes (Steck 2018, "Calibrated Recommendations")."""

import numpy as np
import numpy.typing as npt

from recommendations.candidates.catalogue import Catalogue
from recommendations.contracts import Taste

SMOOTHING = 0.01
Vector = npt.NDArray[np.float64]


def genre_shares(catalogue: Catalogue) -> Vector:
    """p(g | i) as titles x genres: a title's genres share 1 among them, zeros for one without genres."""
    return catalogue.genres.shares[:-1]


def genre_history(taste: Taste, catalogue: Catalogue, shares: Vector) -> Vector | None:
    """p(g | u): genre shares of what the viewer chose, weighted by strength; None while nothing is known of them."""
    liked = {title: value for title, value in taste.strengths.items() if value > 0}
    codes = catalogue.code_of(list(liked))
    worth = np.array(list(liked.values()), dtype=np.float64)
    total = worth[codes >= 0] @ shares[codes[codes >= 0]]
    return np.asarray(total / total.sum(), dtype=np.float64) if total.sum() > 0 else None


def divergence(wanted: Vector, mixtures: Vector) -> Vector:
    """KL(p || q~) of each mixture (the last axis are genres, summing to 1): q~ = (1 - a) q + a p, a = 0.01, in nats."""
    told = wanted > 0  # What the viewer never chose adds nothing: p log p is 0 there.
    smooth = (1 - SMOOTHING) * mixtures[..., told] + SMOOTHING * wanted[told]
    return np.asarray((wanted[told] * np.log(wanted[told] / smooth)).sum(axis=-1), dtype=np.float64)


def calibrated_order(
    *, scores: Vector, shares: Vector, wanted: Vector, mixture: Vector, standing: int, places: int, weight: float
) -> list[int]:
    """Which candidates stand first, in order: greedy argmax (1 - l) * sum s - l * KL(p || q~), l being `weight`.

    `scores` (higher is better, 0..1) and `shares` are of the candidates; `mixture` is the sum of the shares of the
    `standing` titles that are on the screen already. The greedy choice is within 1 - 1/e of the best one.
    """
    left = np.ones(len(scores), dtype=bool)
    chosen: list[int] = []
    for place in range(standing + 1, standing + 1 + min(places, len(scores))):
        gain = (1 - weight) * scores - weight * divergence(wanted, (mixture + shares) / place)
        best = int(np.argmax(np.where(left, gain, -np.inf)))
        left[best] = False
        chosen.append(best)
        mixture = mixture + shares[best]
    return chosen
