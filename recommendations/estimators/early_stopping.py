"""How many epochs are enough: the error on ratings held out inside the training data says so."""

from abc import abstractmethod
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.estimators.surprise_adapter import SurpriseAlgorithm
from recommendations.estimators.trainset import ArrayTrainset

CHUNK = 100_000


class InEpochs(SurpriseAlgorithm):
    """An algorithm of Surprise that descends in epochs, by the library's own loop or by kernels over the arrays.

    Its config says `factors`, `epochs`, `kernel` ("stock" is the library's), `patience` and `validation_share`.
    """

    epochs_run: int
    """How many epochs the model that was learned last went through."""

    def train(self, trainset: ArrayTrainset) -> None:
        self.epochs_run = self.config.epochs
        if self.config.patience:
            self.epochs_run = enough_epochs(
                self,
                trainset,
                most=self.config.epochs,
                patience=self.config.patience,
                share=self.config.validation_share,
                seed=self.seed,
            )
        self.n_epochs = self.epochs_run
        if self.is_left_to_the_library(trainset):
            self.library.sgd(self, self.trainset)
        else:
            self.begin(trainset)
            self.run(trainset, self.epochs_run)

    def is_left_to_the_library(self, trainset: ArrayTrainset) -> bool:  # Subclasses look at it.
        return bool(self.config.kernel == "stock")

    @property
    def real(self) -> type[np.float32] | type[np.float64]:
        """The precision of what is learned."""
        return np.float32 if self.config.kernel == "single" else np.float64

    def random_factors(self, random: Any, rows: int) -> npt.NDArray[Any]:
        """Where factors start, drawn as Surprise draws them."""
        drawn = random.normal(self.init_mean, self.init_std_dev, size=(rows, self.n_factors))
        return np.asarray(drawn).astype(self.real, copy=False)

    @abstractmethod
    def begin(self, trainset: ArrayTrainset) -> None:
        """Set everything that is learned to its start, by the seed."""

    @abstractmethod
    def run(self, trainset: ArrayTrainset, epochs: int) -> None:
        """Go on for so many epochs."""

    @abstractmethod
    def vectors(self, trainset: ArrayTrainset) -> npt.NDArray[Any]:
        """Every user's vector as it is now, with `trainset` as what the users rated."""


def enough_epochs(
    learner: InEpochs, trainset: ArrayTrainset, *, most: int, patience: int, share: float, seed: int
) -> int:
    """Epochs up to the least root mean squared error on a `share` of the ratings, held out.

    Stops when it has not become less for `patience` epochs; `most` at last, or where nothing can be held out.
    """
    held = np.random.default_rng(seed).random(trainset.n_ratings) < share
    if not held.any() or held.all():
        return most
    part = trainset.only(~held)
    users, items, values = trainset.users()[held], trainset.items[held], trainset.values[held]
    learner.begin(part)
    best, least = 0, np.inf
    for epoch in range(1, most + 1):
        learner.run(part, 1)
        error = _root_mean_squared_error(learner, part, users, items, values)
        if error < least:
            best, least = epoch, error
        if epoch - best >= patience or not np.isfinite(error):
            break
    return max(best, 1)


def _root_mean_squared_error(
    learner: InEpochs,
    part: ArrayTrainset,
    users: npt.NDArray[np.int32],
    items: npt.NDArray[np.int32],
    values: npt.NDArray[np.float32] | npt.NDArray[np.float64],
) -> float:
    squares, vectors = 0.0, learner.vectors(part)
    mean = part.global_mean if getattr(learner, "biased", True) else 0.0
    for start in range(0, len(values), CHUNK):
        chunk = slice(start, start + CHUNK)
        together = np.einsum("ij,ij->i", vectors[users[chunk]], learner.qi[items[chunk]])
        estimates = mean + learner.bu[users[chunk]] + learner.bi[items[chunk]] + together
        squares += float(np.square(values[chunk] - np.clip(estimates, *part.rating_scale)).sum(dtype=np.float64))
    return float(np.sqrt(squares / len(values)))
