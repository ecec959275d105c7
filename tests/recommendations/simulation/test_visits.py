"""Visits have the rhythm of days and weeks, and none is outside the days simulated."""

from datetime import UTC, datetime

import numpy as np
import pytest

from recommendations.simulation.nature import Nature
from recommendations.simulation.parameters import FROZEN
from recommendations.simulation.people import People, draw_people
from recommendations.simulation.visits import Visits, draw_visits
from recommendations.simulation.world import World
from tests.recommendations.simulation.conftest import a_plan

PLAN = a_plan(households=400, days=56.0)
SINCE, UNTIL = PLAN.since.timestamp(), PLAN.until.timestamp()


@pytest.fixture(scope="module")
def people(world: World, nature: Nature) -> People:
    return draw_people(
        first=0, count=400, world=world, nature=nature, parameters=FROZEN, since=SINCE, until=UNTIL,
        random=np.random.default_rng(1),
    )  # fmt: skip


@pytest.fixture(scope="module")
def visits(people: People) -> Visits:
    return draw_visits(
        people=people, parameters=FROZEN, since=SINCE, until=UNTIL, zone=UTC, random=np.random.default_rng(2)
    )


def test_visits_are_within_the_days_and_after_joining(people: People, visits: Visits) -> None:
    assert (visits.at >= people.joined_at[visits.who]).all()
    assert (visits.at < UNTIL).all()
    assert (np.diff(visits.at)[np.diff(visits.who) == 0] >= 0).all()


def test_people_come_about_as_often_as_was_said(people: People, visits: Visits) -> None:
    days = ((UNTIL - people.joined_at) / 86_400.0).sum()

    assert 7.0 * len(visits) / days == pytest.approx(FROZEN.visits_per_week, rel=0.1)


def test_the_end_of_the_week_and_the_evening_have_more(people: People, visits: Visits) -> None:
    local = [datetime.fromtimestamp(at, tz=UTC) for at in visits.at.tolist()]
    by_day = np.bincount([at.weekday() for at in local], minlength=7)
    grown = ~people.is_kids[visits.who]
    by_hour = np.bincount(np.array([at.hour for at in local])[grown], minlength=24)

    assert by_day[4:].mean() / by_day[:4].mean() == pytest.approx(FROZEN.weekend, rel=0.12)
    assert by_hour[19:22].sum() > 5 * by_hour[3:6].sum()


def test_children_come_in_the_afternoon_and_never_at_night(people: People, visits: Visits) -> None:
    children = people.is_kids[visits.who]
    hours = (visits.at[children] // 3_600 % 24).astype(int)

    assert children.sum() > 50
    assert not np.isin(hours, [20, 21, 22, 23, 0, 1, 2, 3, 4, 5]).any()


def test_moments_are_those_of_hour_day_and_device(visits: Visits) -> None:
    for at, moment, device in zip(visits.at[:200].tolist(), visits.moment[:200], visits.device[:200], strict=True):
        local = datetime.fromtimestamp(at, tz=UTC)
        assert moment.tolist() == [local.hour // 4, 6 + (local.weekday() >= 5), 8 + device]
