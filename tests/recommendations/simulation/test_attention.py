"""The curve of attention falls towards the lower right, and what people see and look at follows it."""

import numpy as np

from recommendations.simulation.attention import attention_curve, in_view_chances, look, look_chances
from recommendations.simulation.life import Lived
from recommendations.simulation.parameters import BY_DEVICE, FROZEN


def test_attention_falls_with_every_row_and_column() -> None:
    curve = attention_curve(FROZEN)

    assert curve.shape == (len(BY_DEVICE), FROZEN.rows, FROZEN.columns)
    assert (np.diff(curve, axis=1) < 0).all()
    assert (np.diff(curve, axis=2) < 0).all()


def test_looks_are_as_frequent_as_the_curve_says() -> None:
    visitors, random = 40_000, np.random.default_rng(1)
    for device in range(len(BY_DEVICE)):
        filled = np.ones((visitors, 1 + FROZEN.rows * FROZEN.columns), dtype=np.bool_)

        in_view, looked, reached = look(
            filled=filled, device=np.full(visitors, device), parameters=FROZEN, random=random
        )

        shape = (FROZEN.rows, FROZEN.columns)
        np.testing.assert_allclose(
            in_view[:, 1:].mean(axis=0).reshape(shape), in_view_chances(FROZEN)[device], atol=0.01
        )
        np.testing.assert_allclose(
            looked[:, 1:].mean(axis=0).reshape(shape), attention_curve(FROZEN)[device], atol=0.01
        )
        assert in_view[:, 0].all()
        assert abs(looked[:, 0].mean() - FROZEN.billboard_attention) < 0.01
        assert (reached < FROZEN.rows).all()


def test_only_what_is_there_comes_into_view() -> None:
    filled = np.zeros((50, 1 + FROZEN.rows * FROZEN.columns), dtype=np.bool_)
    filled[:, 3] = True

    in_view, looked, _reached = look(
        filled=filled, device=np.zeros(50, dtype=np.int64), parameters=FROZEN, random=np.random.default_rng(1)
    )

    assert not (in_view & ~filled).any()
    assert not (looked & ~in_view).any()


def test_logs_show_the_curve(lived: Lived) -> None:
    """Of what was in view, the share that was looked at: the site's logs never say it, the simulation knows it."""
    seen = lived.impressions
    for row in range(3):
        here = seen["row"] == row
        for column in range(3):
            place = here & (seen["column"] == column)
            expected = look_chances(FROZEN)[row, column]
            error = 4 * np.sqrt(expected * (1 - expected) / place.sum())
            assert abs(seen["looked"][place].mean() - expected) <= error
