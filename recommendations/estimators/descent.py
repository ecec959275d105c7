"""Stochastic gradient descent over factors, compiled: Surprise's SVD (Koren 2009, equation 5) step by step."""

from functools import cache
from typing import Any

import numba

from recommendations.estimators.look_ahead import move_and_look_ahead
from recommendations.estimators.prefetch import fetch_row

AHEAD = 6
"""So many ratings before it is due, the row of a title is asked for."""


@cache
def exact_descent() -> Any:
    """In double precision without fast mathematics, so that every rounding is the one that Surprise makes.

    Compiled once per process, which takes about a second. Compiling and running let other threads run: the heartbeat
    of a lease must not fall silent while a large descent lasts. Not cached on disk: Numba keys its files by the
    function and not by its flags, so that of two kernels made from one function it would load the wrong one.
    """
    return numba.njit(cache=False, fastmath=False, nogil=True)(_descend_looking_ahead)


@cache
def single_descent() -> Any:
    """The same steps in single precision, sums in whatever order is fastest; `mean` and the rates must be float32."""
    return numba.njit(cache=False, fastmath=True, nogil=True)(_descend)


def _descend(  # A compiled kernel takes its arrays one by one.
    starts: Any, items: Any, values: Any, bu: Any, bi: Any, pu: Any, qi: Any, mean: Any, biased: bool, epochs: int,
    lr_bu: Any, lr_bi: Any, lr_pu: Any, lr_qi: Any, reg_bu: Any, reg_bi: Any, reg_pu: Any, reg_qi: Any,
) -> None:  # fmt: skip
    factors = pu.shape[1]
    for _epoch in range(epochs):
        for user in range(len(starts) - 1):
            for entry in range(starts[user], starts[user + 1]):
                item = items[entry]
                if entry + AHEAD < len(items):
                    fetch_row(qi, items[entry + AHEAD])
                dot = pu.dtype.type(0.0)
                for f in range(factors):
                    dot += qi[item, f] * pu[user, f]
                error = values[entry] - (mean + bu[user] + bi[item] + dot)
                if biased:
                    bu[user] += lr_bu * (error - reg_bu * bu[user])
                    bi[item] += lr_bi * (error - reg_bi * bi[item])
                for f in range(factors):
                    of_user, of_item = pu[user, f], qi[item, f]
                    pu[user, f] += lr_pu * (error * of_item - reg_pu * of_user)
                    qi[item, f] += lr_qi * (error * of_user - reg_qi * of_item)


def _descend_looking_ahead(  # The same steps; the product of each rating is found while the one before moves factors.
    starts: Any, items: Any, values: Any, bu: Any, bi: Any, pu: Any, qi: Any, mean: Any, biased: bool, epochs: int,
    lr_bu: Any, lr_bi: Any, lr_pu: Any, lr_qi: Any, reg_bu: Any, reg_bi: Any, reg_pu: Any, reg_qi: Any,
) -> None:  # fmt: skip
    rates = (lr_pu, reg_pu, lr_qi, reg_qi)
    for _epoch in range(epochs):
        for user in range(len(starts) - 1):
            first, last = starts[user], starts[user + 1]
            dot = 0.0
            if first < last:
                for f in range(pu.shape[1]):
                    dot += qi[items[first], f] * pu[user, f]
            for entry in range(first, last):
                item = items[entry]
                if entry + AHEAD < len(items):
                    fetch_row(qi, items[entry + AHEAD])
                error = values[entry] - (mean + bu[user] + bi[item] + dot)
                if biased:
                    bu[user] += lr_bu * (error - reg_bu * bu[user])
                    bi[item] += lr_bi * (error - reg_bi * bi[item])
                following = items[min(entry + 1, last - 1)]
                dot = move_and_look_ahead(pu, user, qi, item, following, error, rates)
