"""Learning lets other threads run, or the lease of a long run could not be renewed and another worker would take it."""

import threading
from collections.abc import Callable

import numpy as np
import pytest

from recommendations.estimators.ease import weights_of
from recommendations.estimators.surprise_svd import compiled_descent


def a_descent() -> Callable[[], object]:
    random = np.random.default_rng(0)
    starts = np.arange(0, 60_001, 100, dtype=np.int64)
    items = random.integers(0, 500, 60_000).astype(np.int32)
    biases, factors = (np.zeros(600), np.zeros(500)), (random.random((600, 100)), random.random((500, 100)))
    ratings, rates = random.random(60_000), (0.005, 0.005, 0.005, 0.005, 0.1, 0.1, 0.1, 0.1)
    return lambda: compiled_descent()(starts, items, ratings, *biases, *factors, 3.0, True, 20, *rates)


def an_inverse() -> Callable[[], object]:
    likes = np.random.default_rng(0).random((1_000, 1_000))
    together = likes @ likes.T
    return lambda: weights_of(together.copy(), 100.0)


@pytest.mark.parametrize("prepare", [a_descent, an_inverse])
def test_a_heartbeat_goes_on_while_a_model_learns(prepare: Callable[[], Callable[[], object]]) -> None:
    learn = prepare()
    learn()  # The first time compiles, which holds all threads, but happens once.
    done, beats = threading.Event(), 0

    def beat() -> None:
        nonlocal beats
        while not done.wait(0.001):
            beats += 1

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        learn()
    finally:
        done.set()
        thread.join()

    assert beats > 5
