"""How the match is learned from held-out ratings, and how well it keeps what it says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import isotonic_regression

from recommendations.contracts import IntVector
from recommendations.metrics.calibration import brier_score, error_interval, reliability
from recommendations.metrics.intervals import bootstrap_ratio
from recommendations.metrics.quality import auc_by_viewer
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import RISING, TERMS, UTMOST, Calibration
from recommendations.modelstore.in_blocks import terms_many
from recommendations.modelstore.scorers.told import told_by
from recommendations.training.blocks import blocks_of, held_ratings, many_small_products
from recommendations.training.judged import LIKED_RATING, Judged
from recommendations.training.logistic import Bounds, most_probable_weights

Vector = npt.NDArray[np.float64]

PRIOR = {"score": 1.0, "own": 1.0, "crowd": 0.0}
"""Terms that are learned over (an estimated rating is how far it is from the crowd's, and that one), and their weights
where little is known: between what MovieLens and simulated households (seeds 1 to 3) taught, ..."""
PRIOR_RATINGS = 60.0
"""... which count as much as so many ratings would, so that a few cannot bend them far."""
RATINGS_IN_A_PIECE = 250
"""It takes so many to see by how much the logistic curve is off somewhere; what it says counts as much as they do."""
FEWEST_PIECES, MOST_PIECES = 3, 12
LEAST_SLOPE = 0.1
"""Of the bent line, so that no two titles become equal by it."""
SUREST = 20.0
"""Log-odds beyond which no ratings can say by how much they are off."""
SURE, UNLIKELY = 0.85, 0.5
"""What says something: a match above the one, or below the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """N held-out ratings of titles that a match is claimed of."""

    terms: Vector
    """(N, TERMS): what the match rests on; 0 for what is not told."""
    liked: npt.NDArray[np.bool_]
    viewer: IntVector
    """Whose each is, by number."""

    def __len__(self) -> int:
        return len(self.liked)

    def chances(self, calibration: Calibration) -> Vector:
        terms = dict(zip(TERMS, self.terms.T, strict=True))
        return calibration.chance(calibration.odds(terms)).astype(np.float64)


def outcomes_of(*, viewers: Sequence[Judged], bundle: Bundle) -> Outcomes | None:
    """What `bundle` would tell of everything that was rated afterwards; None where nothing was."""
    terms: list[Vector] = []
    liked: list[npt.NDArray[np.bool_]] = []
    whose: list[IntVector] = []
    before = 0
    for part in blocks_of(viewers, titles=len(bundle.title_ids)):
        rows, codes, said = held_ratings(part, bundle.title_ids)
        strengths, ratings = (told_by([getattr(viewer, said) for viewer in part]) for said in ("strengths", "ratings"))
        with many_small_products():
            found, is_told = terms_many(bundle, strengths=strengths, ratings=ratings)
        known = bundle.is_judged[codes] & is_told[rows]
        rows, codes = rows[known], codes[known]
        columns = np.zeros((len(rows), len(TERMS)))
        for column, name in enumerate(TERMS):
            if name in found:  # Those of the crowd are the same for everybody.
                columns[:, column] = np.atleast_2d(found[name])[rows if found[name].ndim > 1 else 0, codes]
        terms.append(columns)
        liked.append(said[known] >= LIKED_RATING)
        whose.append(before + rows)
        before += len(part)
    if not sum(len(part) for part in liked):
        return None
    return Outcomes(terms=np.concatenate(terms), liked=np.concatenate(liked), viewer=np.concatenate(whose))


def learn_calibration(outcomes: Outcomes | None) -> Calibration:
    """Logistic regression with a prior, then the bends that it leaves to be desired; the usual of nothing.

    Terms of the viewer's own liking have weights of at least 0, and bends rise, so that no title has a higher match
    for being liked less.
    """
    if outcomes is None:
        return Calibration()
    liked = outcomes.liked.astype(np.float64)
    told = outcomes.terms[:, [TERMS.index(name) for name in PRIOR]]
    columns = np.column_stack([np.ones(len(outcomes)), told])
    prior = np.array([0.0, *PRIOR.values()])
    bounds: Bounds = [(None, None), *((0.0 if name in RISING else None, None) for name in PRIOR)]
    precision = np.full(len(prior), PRIOR_RATINGS / 4.0)
    found = most_probable_weights(columns, outcomes.liked, prior=prior, precision=precision, bounds=bounds)
    plain = Calibration(
        intercept=round(float(found[0]), 5),
        weights={name: round(float(weight), 5) for name, weight in zip(PRIOR, found[1:], strict=True) if weight},
        learned_from=len(outcomes),
    )
    return replace(plain, bends=_bends(columns @ found, liked))


def _bends(odds: Vector, liked: Vector) -> tuple[tuple[float, float], ...]:
    """Where the curve is off: isotonic regression (Barlow et al. 1972) of what came true over pieces of equal numbers.

    Each piece is drawn to what the curve says; beyond the outermost ones the line goes on as the curve does.
    """
    pieces = min(MOST_PIECES, len(odds) // RATINGS_IN_A_PIECE)
    if pieces < FEWEST_PIECES:
        return ()
    order = np.argsort(odds, kind="stable")
    before, after = np.empty(pieces), np.empty(pieces)
    for number, piece in enumerate(np.array_split(order, pieces)):
        before[number] = round(float(np.clip(odds[piece].mean(), -SUREST, SUREST)), 3)
        said = 1.0 / (1.0 + np.exp(-before[number]))
        share = (liked[piece].sum() + said * RATINGS_IN_A_PIECE) / (len(piece) + RATINGS_IN_A_PIECE)
        after[number] = np.log(share / (1.0 - share))
    # Pieces that rounding makes one say together what came true, and not the first of them alone.
    before, group, sizes = np.unique(before, return_inverse=True, return_counts=True)
    after = np.asarray(np.bincount(group, weights=after) / sizes, dtype=np.float64)
    rising = isotonic_regression(after - LEAST_SLOPE * before, weights=sizes).x + LEAST_SLOPE * before
    ends = [(side, float(rising[end]) + side - float(before[end])) for side, end in ((-UTMOST, 0), (UTMOST, -1))]
    inner = list(zip(before.tolist(), rising.tolist(), strict=True))
    return tuple((one, round(other, 6)) for one, other in [ends[0], *inner, ends[1]])


def match_figures(outcomes: Outcomes, *, calibration: Calibration, seed: int) -> dict[str, Any]:
    """Plain numbers for the run's row: how good the chances are, and the reliability table, least chance first.

    Intervals are over viewers; the base rate is that of these very ratings, known only afterwards.
    """
    chances, liked = outcomes.chances(calibration), outcomes.liked
    rate = float(liked.mean())
    _viewers, group = np.unique(outcomes.viewer, return_inverse=True)
    counts = np.bincount(group).astype(np.float64)
    gained = np.bincount(group, weights=(rate - liked) ** 2 - (chances - liked) ** 2).astype(np.float64)
    gain = bootstrap_ratio(gained, counts, seed=seed)
    error = error_interval(chances, liked, group=group, seed=seed)
    found = {
        "held_out": len(outcomes), "viewers": len(counts), "base_rate": rate, "brier": brier_score(chances, liked),
        "brier_of_base_rate": rate * (1.0 - rate), "gain": gain.mean, "gain_low": gain.low, "gain_high": gain.high,
        "calibration_error": error.mean, "calibration_error_low": error.low, "calibration_error_high": error.high,
        "auc": _auc(chances, liked),
        "sure": float((chances > SURE).mean()), "unlikely": float((chances < UNLIKELY).mean()),
    }  # fmt: skip
    rounded = {name: round(value, 5) if isinstance(value, float) else value for name, value in found.items()}
    return rounded | {"bins": reliability(chances, liked)}


def _auc(chances: Vector, liked: npt.NDArray[np.bool_]) -> float | None:
    """Of all ratings as if one viewer had given them; None where all or none were liked."""
    everybody = np.zeros(len(liked), dtype=np.int64)
    found = float(auc_by_viewer(viewer=everybody, score=chances, liked=liked, viewers=1)[0])
    return found if np.isfinite(found) else None
