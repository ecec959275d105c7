"""Learning lets other threads run, or the lease of a long run could not be renewed and another worker would take it."""

import threading
from collections.abc import Callable

import numpy as np
import pytest

from recommendations.estimators.ease import weights_of
from recommendations.estimators.surprise_svd import SurpriseSVD, compiled_descent
from tests.factories.interactions import a_checkerboard, interactions_of


def descend() -> None:
    random = np.random.default_rng(0)
    pairs = random.permutation(400 * 500)[:60_000]
    SurpriseSVD().learn(
        interactions_of(pairs // 500, pairs % 500, random.integers(1, 6, len(pairs)), np.zeros(len(pairs))), seed=0
    )


def invert() -> None:
    likes = np.random.default_rng(0).random((1_400, 1_400))
    weights_of(likes @ likes.T, 100.0)


@pytest.mark.parametrize("learn", [descend, invert])
def test_a_heartbeat_goes_on_while_a_model_learns(learn: Callable[[], None]) -> None:
    SurpriseSVD().learn(a_checkerboard(), seed=0)  # Compiles, which holds all threads but happens once.
    assert compiled_descent()
    done, beats = threading.Event(), 0

    def beat() -> None:
        nonlocal beats
        while not done.wait(0.01):
            beats += 1

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        learn()
    finally:
        done.set()
        thread.join()

    assert beats > 5
