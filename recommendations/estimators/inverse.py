"""The inverse of a symmetric positive matrix in its own memory, while other threads run."""

import ctypes
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

MIRRORED_AT_ONCE = 1_024
LETTERS = {np.dtype(np.float32): "s", np.dtype(np.float64): "d"}
WHOLE = ctypes.POINTER(ctypes.c_int)


class UnableToInvert(Exception):
    """The matrix is not positive, or not within the precision of its numbers."""


def invert_in_place(matrix: npt.NDArray[Any]) -> None:
    """Replace a symmetric positive matrix, C-contiguous float32 or float64, by its inverse.

    LAPACK's potrf and potri (Cholesky): a third of the work of a general inverse, and no second matrix, which at
    20,000 titles would be 1.6 GB more. Raises UnableToInvert; the matrix is used up even so.
    """
    letter = LETTERS[matrix.dtype]
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not matrix.flags.c_contiguous:
        raise ValueError("Only a square matrix in one piece can be inverted in place.")
    for routine in ("potrf", "potri"):
        status = ctypes.c_int(0)
        size = ctypes.c_int(len(matrix))
        _lapack(letter + routine)(
            b"L", ctypes.byref(size), matrix.ctypes.data, ctypes.byref(size), ctypes.byref(status)
        )
        if status.value:
            raise UnableToInvert(f"{routine} stopped at {status.value} of {len(matrix)}.")
    _mirror(matrix)


@cache
def _lapack(name: str) -> Any:
    """SciPy's own LAPACK, called through ctypes: SciPy's wrappers would hold all other threads for its duration.

    The heartbeat of a lease must not fall silent.
    """
    from numba.extending import get_cython_function_address

    address = get_cython_function_address("scipy.linalg.cython_lapack", name)
    return ctypes.CFUNCTYPE(None, ctypes.c_char_p, WHOLE, ctypes.c_void_p, WHOLE, WHOLE)(address)


def _mirror(matrix: npt.NDArray[Any]) -> None:
    """Fill the lower triangle from the upper, which is where Fortran's lower one lies in rows of C."""
    size = len(matrix)
    for start in range(0, size, MIRRORED_AT_ONCE):
        stop = min(start + MIRRORED_AT_ONCE, size)
        block = matrix[start:stop, start:stop]
        block[:] = np.triu(block) + np.triu(block, 1).T
        matrix[stop:, start:stop] = matrix[start:stop, stop:].T
