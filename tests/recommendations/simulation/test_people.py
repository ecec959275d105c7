"""Children have ceilings, households belong together, and tastes are as strong as was said."""

import numpy as np
import pytest

from catalog.maturity import KIDS_CEILING, Maturity
from recommendations.simulation.nature import Nature, likings
from recommendations.simulation.parameters import FROZEN
from recommendations.simulation.people import People, draw_people
from recommendations.simulation.world import World


@pytest.fixture(scope="module")
def people(world: World, nature: Nature) -> People:
    return draw_people(
        first=1_000, count=600, world=world, nature=nature, parameters=FROZEN, since=0.0, until=1e6,
        random=np.random.default_rng(4),
    )  # fmt: skip


def test_kids_profiles_stay_below_the_kids_ceiling(people: People) -> None:
    assert people.is_kids.sum() > 10
    assert (people.ceiling[people.is_kids] <= KIDS_CEILING).all()
    assert set(people.ceiling.tolist()) <= {int(step) for step in Maturity}


def test_every_household_has_a_grown_up_and_one_country(people: People) -> None:
    for household in np.unique(people.household)[:200].tolist():
        members = np.flatnonzero(people.household == household)
        assert people.ceiling[members[0]] == Maturity.EIGHTEEN
        assert people.place[members].tolist() == list(range(len(members)))
        assert len({people.country[member] for member in members.tolist()}) == 1


def test_households_are_numbered_from_where_the_batch_begins(people: People) -> None:
    assert np.unique(people.household).tolist() == list(range(1_000, 1_600))


def test_likings_are_made_of_tastes_and_as_strong_as_the_parameters_say(
    people: People, world: World, nature: Nature
) -> None:
    again = likings(taste=people.taste, hidden=people.hidden, world=world, nature=nature, parameters=FROZEN)

    np.testing.assert_array_equal(people.likes, again)
    assert FROZEN.taste < people.likes.std(axis=1).mean() < 1.6 * FROZEN.taste


def test_pictures_persuade_the_share_that_was_said(people: People) -> None:
    assert (people.persuasion > 0).mean() == pytest.approx(FROZEN.persuadable, abs=0.06)
