"""An inverse in place: right, whole, of any size around a block, and refused where there is none."""

import numpy as np
import pytest

from recommendations.estimators.inverse import MIRRORED_AT_ONCE, UnableToInvert, invert_in_place


@pytest.mark.parametrize("size", [1, 2, 57, MIRRORED_AT_ONCE, MIRRORED_AT_ONCE + 3])
@pytest.mark.parametrize(("kind", "tolerance"), [(np.float64, 1e-9), (np.float32, 2e-3)])
def test_the_matrix_becomes_its_inverse_in_its_own_memory(size: int, kind: type[np.floating], tolerance: float) -> None:
    random = np.random.default_rng(size)
    factors = random.normal(size=(size, size))
    matrix = (factors @ factors.T / size + np.eye(size)).astype(kind)
    before, memory = matrix.astype(np.float64), matrix.ctypes.data
    invert_in_place(matrix)
    assert matrix.ctypes.data == memory
    assert np.array_equal(matrix, matrix.T)
    assert np.abs(before @ matrix - np.eye(size)).max() < tolerance


def test_what_has_no_inverse_is_refused() -> None:
    with pytest.raises(UnableToInvert, match="potrf stopped at 2 of 3"):
        invert_in_place(np.array([[1.0, 2.0, 0.0], [2.0, 1.0, 0.0], [0.0, 0.0, 1.0]]))
    with pytest.raises(ValueError, match="square"):
        invert_in_place(np.ones((2, 3)))
    with pytest.raises(ValueError, match="square"):
        invert_in_place(np.eye(4)[::2, ::2])
