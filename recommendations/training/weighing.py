"""How loud each part of a model speaks, and what its match is: learned from what viewers did after what it learned."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from recommendations.metrics.intervals import bootstrap_difference
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import Calibration
from recommendations.training.blocks import many_small_products
from recommendations.training.dataset import Dataset
from recommendations.training.judged import Judged
from recommendations.training.match import learn_calibration, outcomes_of
from recommendations.training.measured import give_back
from recommendations.training.occasions import learn_moment_weight, occasions_of
from recommendations.training.weights import QUALITY, Examples, examples_of, learn_weights, ndcg_of

LESS_QUALITY = (2.0, 1.0, 0.5, 0.25, 0.0)
"""How much quality counts instead of QUALITY where that costs too much."""
NDCG_TO_SPEND = 0.03
"""So great a share of the NDCG@10 that the choices alone would teach may go, beyond noise, for quality."""


def weighed(
    bundle: Bundle, *, candidates: npt.NDArray[np.bool_], viewers: Sequence[Judged], validation: Dataset, seed: int
) -> tuple[dict[str, float], Calibration]:
    """(weights of the features of `bundle`, its match); `validation` is what the viewers did afterwards."""
    with many_small_products():
        examples = examples_of(
            viewers=viewers, bundle=bundle, candidates=candidates, random=np.random.default_rng(seed)
        )
        weights = balanced_weights(examples, seed=seed)
        del examples
        give_back()
        calibration = learn_calibration(outcomes_of(viewers=viewers, bundle=replace(bundle, weights=weights)))
        if bundle.moments is not None:
            weights |= learn_moment_weight(
                occasions_of(viewers, validation.plays, seed=seed),
                bundle=replace(bundle, weights=weights, calibration=calibration),
                candidates=candidates,
                random=np.random.default_rng(seed),
            )
    return weights, calibration


def balanced_weights(examples: Examples, *, seed: int) -> dict[str, float]:
    """The weights of `learn_weights` with quality counting as much as NDCG_TO_SPEND has room for.

    Usually it costs next to nothing, because people choose what they will like. Where the two have little to do with
    each other, QUALITY would rank first what everybody likes who has seen it, and nobody chooses to see.
    """
    found = learn_weights(examples, quality=QUALITY)
    if not len(examples.chosen):
        return found
    plain = ndcg_of(examples, learn_weights(examples, quality=0.0))
    for quality in LESS_QUALITY:
        cost = bootstrap_difference(ndcg_of(examples, found), plain, seed=seed)
        if not cost.high < -NDCG_TO_SPEND * float(plain.mean()):
            break
        found = learn_weights(examples, quality=quality)
    return found
