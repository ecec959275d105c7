"""Learning lets other threads run, or the lease of a long run could not be renewed and another worker would take it."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from recommendations.estimators import ItemCosine, descent, descent_with_implicit
from recommendations.estimators.ease import weights_of
from recommendations.training.dataset import interactions_of

KERNELS = [
    descent.exact_descent,
    descent.single_descent,
    descent_with_implicit.exact_descent_with_implicit,
    descent_with_implicit.single_descent_with_implicit,
]


def a_descent(kernel: Callable[[], Any]) -> Callable[[], object]:
    """The kernel, not compiled yet, on ratings that keep it busy for a while."""
    random = np.random.default_rng(0)
    real = np.float32 if kernel.__name__.startswith("single") else np.float64
    starts = np.arange(0, 60_001, 100, dtype=np.int64)
    items, ratings = random.integers(0, 500, 60_000).astype(np.int32), random.random(60_000).astype(np.float32)
    biases = [np.zeros(rows, dtype=real) for rows in (600, 500)]
    has_implicit = "implicit" in kernel.__name__
    factors = [random.random((rows, 100)).astype(real) for rows in ((600, 500, 500) if has_implicit else (600, 500))]
    rates = [real(0.005)] * (10 if has_implicit else 8)
    flags = () if has_implicit else (True,)
    compiled = kernel.__wrapped__()  # type: ignore[attr-defined]
    return lambda: compiled(starts, items, ratings, *biases, *factors, real(3.0), *flags, 20, *rates)


def an_inverse() -> object:
    likes = np.random.default_rng(0).random((1_000, 1_000))
    return weights_of(likes @ likes.T, 100.0)


def a_search_for_neighbours() -> object:
    random = np.random.default_rng(0)
    people, things = random.integers(1, 4_000, 200_000), random.integers(1, 1_500, 200_000)
    likes = interactions_of(people, things, np.full(200_000, 2.0), np.zeros(200_000))
    return ItemCosine(threads=1).learn(likes, seed=0)


def beats_during(work: Callable[[], object]) -> int:
    done, beats = threading.Event(), 0

    def beat() -> None:
        nonlocal beats
        while not done.wait(0.001):
            beats += 1

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        work()
    finally:
        done.set()
        thread.join()
    return beats


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda kernel: kernel.__name__)
def test_a_heartbeat_goes_on_while_a_kernel_is_compiled_and_while_it_learns(kernel: Callable[[], Any]) -> None:
    descend = a_descent(kernel)
    assert beats_during(descend) > 5, "compiled"
    assert beats_during(descend) > 5, "learned"


def test_a_heartbeat_goes_on_while_a_matrix_is_inverted() -> None:
    assert beats_during(an_inverse) > 5


def test_a_heartbeat_goes_on_while_neighbours_are_searched_for() -> None:
    assert beats_during(a_search_for_neighbours) > 5
