"""The descent of SVD++ (Koren 2008, equation 15) in Surprise's order of updates, without its cost per rating.

Surprise adds up and then moves the implicit factors of all titles of a viewer for every single rating of that viewer.
Each such move is the same for all of them, y <- (1 - rate * regularisation) y + rate * c, so it is enough to carry
the sum along, to remember what the moves amount to, and to make them once after the viewer's last rating. In real
numbers that is the same; in double precision it differs from Surprise by rounding, far below 1e-9.
"""

from functools import cache
from typing import Any

import numba
import numpy as np

from recommendations.estimators.prefetch import fetch_row

AHEAD = 4
"""So many ratings before it is due, the row of a title is asked for."""


@cache
def exact_descent_with_implicit() -> Any:
    """In double precision; compiled once per process, about three seconds, and other threads run while it works."""
    return numba.njit(cache=False, fastmath=False, nogil=True)(_descend)


@cache
def single_descent_with_implicit() -> Any:
    """In single precision, sums in whatever order is fastest; `mean` and the rates must be float32."""
    return numba.njit(cache=False, fastmath=True, nogil=True)(_descend)


def _descend(  # A compiled kernel takes its arrays one by one.
    starts: Any, items: Any, values: Any, bu: Any, bi: Any, pu: Any, qi: Any, yj: Any, mean: Any, epochs: int,
    lr_bu: Any, lr_bi: Any, lr_pu: Any, lr_qi: Any, lr_yj: Any,
    reg_bu: Any, reg_bi: Any, reg_pu: Any, reg_qi: Any, reg_yj: Any,
) -> None:  # fmt: skip
    factors = pu.shape[1]
    real = pu.dtype.type
    total, moved = np.zeros(factors, pu.dtype), np.zeros(factors, pu.dtype)
    stays = real(1.0) - lr_yj * reg_yj
    for _epoch in range(epochs):
        for user in range(len(starts) - 1):
            first, last = starts[user], starts[user + 1]
            count = real(max(last - first, 1))
            per_root = real(1.0) / np.sqrt(count)
            total[:] = real(0.0)
            moved[:] = real(0.0)
            for item in items[first:last]:
                for f in range(factors):
                    total[f] += yj[item, f]
            stayed = real(1.0)
            for entry in range(first, last):
                item = items[entry]
                fetch_row(qi, items[min(entry + AHEAD, last - 1)])
                dot = real(0.0)
                for f in range(factors):
                    dot += qi[item, f] * (pu[user, f] + total[f] * per_root)
                error = values[entry] - (mean + bu[user] + bi[item] + dot)
                bu[user] += lr_bu * (error - reg_bu * bu[user])
                bi[item] += lr_bi * (error - reg_bi * bi[item])
                for f in range(factors):
                    of_user, of_item = pu[user, f], qi[item, f]
                    pu[user, f] += lr_pu * (error * of_item - reg_pu * of_user)
                    qi[item, f] += lr_qi * (error * (of_user + total[f] * per_root) - reg_qi * of_item)
                    move = lr_yj * (error * of_item * per_root)
                    moved[f] = stays * moved[f] + move
                    total[f] = stays * total[f] + count * move
                stayed *= stays
            for item in items[first:last]:
                for f in range(factors):
                    yj[item, f] = stayed * yj[item, f] + moved[f]
