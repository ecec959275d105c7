"""Bayesian factors of ratings by Gibbs sampling: nothing to tune, and no single point to overfit.

The model is Rendle's (2012, "Factorization machines with libFM", section 3.4; Rendle, Zhang and Koren 2019, "On the
difficulty of evaluating baselines", whose name for it is Bayesian SVD++ flipped):

    rating = mean + (p_u + sum_{j rated by u} y_j / sqrt(n_u)) . (q_i + sum_{v who rated i} z_v / sqrt(n_i)) + noise

where the first two of the columns hold the biases: one side of each is fixed at 1. Every column of p, y, q and z has a
normal prior with a mean and a precision of its own, which are sampled, too, as is the precision of the noise.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recommendations.estimators.trainset import ArrayTrainset

Doubles = npt.NDArray[np.float64]
OF_USER, OF_ITEM = 0, 1
"""Columns of the biases."""
START = 0.1


@cache
def sweep() -> Any:
    """One column of one side drawn from its conditional distribution; compiled once per process, lets threads run."""
    import numba

    return numba.njit(cache=False, fastmath=True, nogil=True)(_sweep)


def _sweep(  # A compiled kernel takes its arrays one by one.
    starts: Any, others: Any, places: Any, other_starts: Any, own: Any, norm: Any, errors: Any, opposite: Any,
    column: Any, implicit: Any, total: Any, noise: float, prior: Any, implicit_prior: Any, luck: Any,
    implicit_luck: Any,
) -> None:  # fmt: skip
    count = len(starts) - 1
    squares, products, moved = np.zeros(count), np.zeros(count), np.zeros(count)
    for one in range(count):
        for entry in range(starts[one], starts[one + 1]):
            across = opposite[others[entry]]
            squares[one] += across * across
            products[one] += across * errors[places[entry]]
        precision = noise * squares[one] + prior[0]
        mean = (noise * (products[one] + squares[one] * column[one]) + prior[0] * prior[1]) / precision
        step = mean + luck[one] / np.sqrt(precision) - column[one]
        column[one] += step
        products[one] -= step * squares[one]
        moved[one] = step
    # A y_j moves everybody who rated j: sums per user are kept, so that it costs its raters and not their ratings.
    for other in range(len(other_starts) - 1):
        square, product = 0.0, 0.0
        for entry in range(other_starts[other], other_starts[other + 1]):
            share = norm[own[entry]]
            square += share * share * squares[own[entry]]
            product += share * products[own[entry]]
        precision = noise * square + implicit_prior[0]
        mean = (noise * (product + square * implicit[other]) + implicit_prior[0] * implicit_prior[1]) / precision
        step = mean + implicit_luck[other] / np.sqrt(precision) - implicit[other]
        implicit[other] += step
        for entry in range(other_starts[other], other_starts[other + 1]):
            change = step * norm[own[entry]]
            products[own[entry]] -= change * squares[own[entry]]
            moved[own[entry]] += change
    for one in range(count):
        total[one] += moved[one]
        for entry in range(starts[one], starts[one + 1]):
            errors[places[entry]] -= moved[one] * opposite[others[entry]]


class Side:
    """Users or items: own columns, implicit ones of the other side, their sum, and the priors of both."""

    def __init__(self, codes: Any, others: Any, count: int, other_count: int, columns: int, random: Any) -> None:
        self.places = np.argsort(codes, kind="stable")
        self.others = np.ascontiguousarray(others[self.places])
        self.starts = np.zeros(count + 1, dtype=np.int64)
        np.cumsum(np.bincount(codes, minlength=count), out=self.starts[1:])
        rated = np.diff(self.starts)
        self.norm = 1.0 / np.sqrt(np.maximum(rated, 1))
        self.own: Doubles = random.normal(0.0, START, (columns, count))
        self.implicit: Doubles = random.normal(0.0, START / 3.0, (columns, other_count))
        self.own[:2], self.implicit[:2] = 0.0, 0.0
        each = sparse.csr_matrix((np.repeat(self.norm, rated), self.others, self.starts), shape=(count, other_count))
        self.total: Doubles = np.ascontiguousarray(self.own + (each @ self.implicit.T).T)
        self.prior = np.tile((10.0, 0.0), (columns, 1))
        self.implicit_prior = np.tile((10.0, 0.0), (columns, 1))

    def draw(self, column: int, other: "Side", errors: Doubles, noise: float, random: Any) -> None:
        for values, priors in ((self.own, self.prior), (self.implicit, self.implicit_prior)):
            priors[column] = prior_of(values[column], priors[column, 1], random)
        sweep()(
            self.starts, self.others, self.places, other.starts, other.others, self.norm, errors, other.total[column],
            self.own[column], self.implicit[column], self.total[column], noise, self.prior[column],
            self.implicit_prior[column], random.normal(size=len(self.norm)), random.normal(size=len(other.norm)),
        )  # fmt: skip


def prior_of(values: Doubles, mean: float, random: Any) -> tuple[float, float]:
    """(precision, mean) of a column drawn from the normal-gamma posterior with priors Gamma(1/2, 1/2) and N(0, 1)."""
    rate = 1.0 + float(np.square(values - mean).sum()) + mean**2
    precision = random.gamma((2.0 + len(values)) / 2.0, 2.0 / rate)
    scale = 1.0 / np.sqrt((len(values) + 1.0) * precision)
    return float(precision), float(random.normal(values.sum() / (len(values) + 1.0), scale))


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """Means over the samples kept; columns first, the biases' two among them."""

    mean: float
    items: Doubles
    """Titles' totals."""
    chosen: Doubles
    """What having rated a title says of a user, y."""
    prior: Doubles
    """(precision, mean) of the users' own columns."""
    noise: float


def sample(trainset: ArrayTrainset, *, factors: int, samples: int, burn_in: int, seed: int) -> Posterior:
    """Draw `burn_in` times without and `samples` times with keeping; time and memory grow with ratings x factors."""
    random = np.random.default_rng(seed)
    users, items = trainset.users(), trainset.items
    values = trainset.values.astype(np.float64)
    user_side = Side(users, items, trainset.n_users, trainset.n_items, factors + 2, random)
    item_side = Side(items, users, trainset.n_items, trainset.n_users, factors + 2, random)
    item_side.total[OF_USER], user_side.total[OF_ITEM] = 1.0, 1.0
    mean = float(values.mean())
    errors = values - mean
    for column in range(factors + 2):
        errors -= user_side.total[column][users] * item_side.total[column][items]
    kept: list[Any] = [0.0, 0.0, 0.0, 0.0, 0.0]
    for number in range(burn_in + samples):
        noise = float(random.gamma((1.0 + len(values)) / 2.0, 2.0 / (1.0 + float(np.square(errors).sum()))))
        step = float(errors.mean() + random.normal() / np.sqrt(noise * len(values)))
        mean, errors = mean + step, errors - step
        for column in range(factors + 2):
            if column != OF_ITEM:
                user_side.draw(column, item_side, errors, noise, random)
            if column != OF_USER:
                item_side.draw(column, user_side, errors, noise, random)
        if number >= burn_in:
            now: tuple[Any, ...] = (mean, item_side.total, user_side.implicit, user_side.prior, noise)
            kept = [so_far + value / samples for so_far, value in zip(kept, now, strict=True)]
    return Posterior(mean=kept[0], items=kept[1], chosen=kept[2], prior=kept[3], noise=kept[4])
