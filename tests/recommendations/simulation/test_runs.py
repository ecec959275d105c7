"""What arrives after the end did not happen: a run that was under way is told as far as it was told."""

import numpy as np

from recommendations.simulation.life import Lived
from recommendations.simulation.runs import progress_of, runs_of
from recommendations.simulation.world import World
from tests.recommendations.simulation.conftest import UNTIL


def test_runs_end_where_the_last_report_that_arrived_says(lived: Lived, world: World) -> None:
    middle = float(np.median(lived.plays["at"])) + 300.0
    runs, reports = runs_of(lived.plays, world=world, people=lived.people, until=middle)

    arrival = runs.last_at + lived.people.report_delay[runs.plays["who"]]
    assert (arrival <= middle).all()
    assert 0 < len(runs) < len(lived.plays)
    assert np.bincount(reports.run, minlength=len(runs)).tolist() == runs.reports.tolist()
    assert (runs.position <= runs.duration).all()
    assert (runs.credited <= runs.reported + 1e-9).all()


def test_progress_has_one_entry_a_thing_and_all_of_the_time(lived: Lived, world: World) -> None:
    runs, _reports = runs_of(lived.plays, world=world, people=lived.people, until=UNTIL.timestamp())

    far = progress_of(runs)

    plays = runs.plays.where(far.last)
    things = list(zip(*(plays[name].tolist() for name in ("who", "title", "part")), strict=True))
    assert len(things) == len(set(things)) < len(runs)
    assert abs(far.watched.sum() - runs.credited.sum()) < 1e-3
    assert (far.started_at <= far.updated_at).all()


def test_no_runs_are_no_progress(lived: Lived, world: World) -> None:
    runs, reports = runs_of(lived.plays, world=world, people=lived.people, until=0.0)

    assert len(runs) == len(reports.run) == len(progress_of(runs).last) == 0
