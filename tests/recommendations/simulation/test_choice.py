"""Pictures persuade whom they can, places and tastes do their part, and logs show both."""

from dataclasses import replace

import numpy as np

from recommendations.simulation.choice import NOTHING, choose, picture_pull
from recommendations.simulation.life import Lived
from recommendations.simulation.parameters import FROZEN
from recommendations.simulation.world import World
from tests.recommendations.simulation.conftest import a_plan, lives


def takes_by_pull(lived: Lived, world: World, *, persuadable: bool) -> tuple[float, float]:
    """(share played of tiles looked at with a picture that suits less than its title's others, with one that suits)."""
    seen, plays = lived.impressions, lived.plays
    pull = picture_pull(taste=lived.people.taste, world=world)
    mine = seen["looked"] & (seen["picture"] >= 0) & ((lived.people.persuasion > 0) == persuadable)[seen["who"]]
    names = ("page", "row", "column", "title")
    played = set(zip(*(plays[name].tolist() for name in names), strict=True))
    place = zip(*(seen[name][mine].tolist() for name in names), strict=True)
    took = np.array([one in played for one in place])
    suits = pull[seen["who"][mine], seen["picture"][mine]]
    return float(took[suits < -0.5].mean()), float(took[suits > 0.5].mean())


def test_a_suiting_picture_is_taken_more_often_by_who_can_be_persuaded_and_by_nobody_else(world: World) -> None:
    ((lived, _records),) = lives(a_plan(households=190, days=60.0), world)

    worse, better = takes_by_pull(lived, world, persuadable=True)
    cold_worse, cold_better = takes_by_pull(lived, world, persuadable=False)

    assert better > 1.5 * worse
    assert abs(cold_better - cold_worse) < 0.4 * (better - worse)


def test_without_an_effect_of_pictures_there_is_none(world: World) -> None:
    plan = a_plan(households=190, days=60.0, parameters=replace(FROZEN, artwork=0.0, persuadable=1.0))
    ((lived, _records),) = lives(plan, world)

    pull = picture_pull(taste=lived.people.taste, world=world)
    plays = lived.plays.where(lived.plays["picture"] >= 0)

    assert len(plays) > 500
    chosen = pull[plays["who"], plays["picture"]]
    assert abs(chosen.mean()) < 4 * chosen.std() / np.sqrt(len(chosen))


def test_pictures_of_a_title_differ_around_nothing(world: World) -> None:
    pull = picture_pull(taste=np.random.default_rng(2).normal(size=(7, world.features.shape[1])), world=world)

    by_title = np.add.reduceat(pull, world.first_picture[:-1], axis=1)
    np.testing.assert_allclose(by_title, 0.0, atol=1e-9)
    np.testing.assert_allclose(pull.std(axis=1), 1.0, atol=1e-9)


def test_only_what_was_looked_at_is_chosen() -> None:
    looked = np.zeros((200, 5), dtype=np.bool_)
    looked[:, 2] = True

    slot = choose(appeal=np.full((200, 5), 3.0), looked=looked, parameters=FROZEN, random=np.random.default_rng(1))

    assert set(slot.tolist()) == {2, NOTHING}


def test_who_looks_at_nothing_chooses_nothing() -> None:
    slot = choose(
        appeal=np.full((20, 5), 9.0), looked=np.zeros((20, 5), dtype=np.bool_), parameters=FROZEN,
        random=np.random.default_rng(1),
    )  # fmt: skip

    assert (slot == NOTHING).all()
