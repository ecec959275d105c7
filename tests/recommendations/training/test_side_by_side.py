"""Two learners at once: both answers, nothing lost, and only where there is room."""

import threading

import pytest

from recommendations.estimators import EASE, SurpriseSVD
from recommendations.modelstore.calibration import Calibration
from recommendations.training.memory import is_room_for
from recommendations.training.recipe import Choice, Recipe, fit_bundle
from recommendations.training.side_by_side import side_by_side
from tests.factories.interactions import a_dataset_with_tastes

WAIT_SECONDS = 10.0


def test_both_run_at_once_where_there_is_room() -> None:
    met = threading.Barrier(2, timeout=WAIT_SECONDS)

    assert side_by_side(lambda: ("one", met.wait() >= 0), lambda: ("other", met.wait() >= 0), is_room=True) == (
        ("one", True), ("other", True),
    )  # fmt: skip


def test_one_waits_for_the_other_where_there_is_none() -> None:
    order: list[str] = []

    side_by_side(lambda: order.append("one"), lambda: order.append(threading.current_thread().name), is_room=False)

    assert order == ["one", threading.current_thread().name]


@pytest.mark.parametrize("is_room", [True, False])
def test_what_the_second_raises_is_raised(is_room: bool) -> None:
    def broken() -> None:
        raise ValueError("not a number")

    with pytest.raises(ValueError, match="not a number"):
        side_by_side(lambda: 1, broken, is_room=is_room)


def test_room_is_what_both_need_together() -> None:
    dataset = a_dataset_with_tastes()
    groups = ((SurpriseSVD,), dataset.ratings), ((EASE,), dataset.strengths)
    needs = [
        kind().memory_bytes(viewers=len(told.profile_ids), titles=len(told.title_ids), interactions=len(told))
        for (kind,), told in groups
    ]

    assert is_room_for(*groups, configs={}, limit=sum(needs))
    assert not is_room_for(*groups, configs={}, limit=sum(needs) - 1)
    assert is_room_for(*groups, configs={}, limit=None)


def test_model_is_the_same_learned_at_once_or_one_after_the_other() -> None:
    dataset = a_dataset_with_tastes()
    groups = ((SurpriseSVD,), dataset.ratings), ((EASE,), dataset.strengths)
    recipe = Recipe(rankers=(EASE,), seed=1)
    alone = max(
        kind().memory_bytes(viewers=len(told.profile_ids), titles=len(told.title_ids), interactions=len(told))
        for (kind,), told in groups
    )

    at_once, in_turn = (
        fit_bundle(
            dataset, recipe=Recipe(rankers=recipe.rankers, seed=1, memory_limit_bytes=limit), choice=Choice(),
            calibration=Calibration(),
        )
        for limit in (None, alone)
    )  # fmt: skip

    assert not is_room_for(*groups, configs={}, limit=alone)
    assert set(at_once.scorers) == set(in_turn.scorers)
    assert "rating" in at_once.scorers
    for name, scorer in at_once.scorers.items():
        for key, array in scorer.arrays().items():
            assert (array == in_turn.scorers[name].arrays()[key]).all(), (name, key)
