"""Runs of the player as reports would have told of them, and the state that those reports leave behind.

The same arithmetic as `events/watching.py`, for many at once; a test sends what is written here through the endpoint's
own code and compares every table.
"""

from dataclasses import dataclass

import numpy as np

from recommendations.events.watching import CLOCK_TOLERANCE, COMPLETED_SHARE
from recommendations.simulation.log import Table
from recommendations.simulation.people import People
from recommendations.simulation.world import Bools, Floats, Ints, World

SECONDS_A_REPORT = 1_500.0
MOST_REPORTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """One entry a run, of those begun by the end of the simulation; parallel arrays."""

    plays: Table
    duration: Floats
    episode: Ints
    """The episode's id, or 0."""
    reports: Ints
    """How many progress reports had arrived by the end."""
    position: Floats
    reported: Floats
    credited: Floats
    last_at: Floats
    completed: Bools

    def __len__(self) -> int:
        return len(self.plays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """One entry a progress report; `run` is its place in the runs."""

    run: Ints
    sequence: Ints
    at: Floats
    position: Floats
    watched: Floats


def runs_of(plays: Table, *, world: World, people: People, until: float) -> tuple[Runs, Reports]:
    """What arrives after `until` did not happen."""
    plays = plays.where(plays["at"] + people.report_delay[plays["who"]] <= until)
    part = world.first_part[plays["title"]] + plays["part"]
    duration, watched = world.part_seconds[part], np.round(plays["end"] - plays["start"], 1)
    planned = np.clip(np.ceil(watched / SECONDS_A_REPORT), 1, MOST_REPORTS).astype(np.int64)
    reports = _reports(plays, planned, watched)
    arrived = reports.at + people.report_delay[plays["who"]][reports.run] <= until
    reports = _where(reports, arrived)
    counts = np.bincount(reports.run, minlength=len(plays))
    last = np.cumsum(counts) - 1
    some = counts > 0

    def of_last(values: Floats, otherwise: Floats) -> Floats:
        return np.where(some, values[np.maximum(0, last)], otherwise) if len(values) else otherwise

    position = of_last(reports.position, plays["start"])
    reported = of_last(reports.watched, np.zeros(len(plays)))
    last_at = of_last(reports.at, plays["at"])
    wall = np.round(last_at - plays["at"], 3)
    return Runs(
        plays=plays,
        duration=duration,
        episode=world.part_episode[part],
        reports=counts,
        position=position,
        reported=reported,
        credited=np.minimum(reported, wall * CLOCK_TOLERANCE),
        last_at=last_at,
        completed=position >= duration * COMPLETED_SHARE,
    ), reports


def _reports(plays: Table, planned: Ints, watched: Floats) -> Reports:
    run = np.repeat(np.arange(len(planned)), planned)
    sequence = np.arange(len(run)) - np.repeat(np.cumsum(planned) - planned, planned) + 1
    share = sequence / planned[run]
    seen = np.round(watched[run] * share, 1)
    return Reports(
        run=run,
        sequence=sequence,
        at=np.round(plays["at"][run] + plays["wall"][run] * share, 3),
        position=np.round(plays["start"][run] + seen, 1),
        watched=seen,
    )


def _where(reports: Reports, kept: Bools) -> Reports:
    return Reports(
        run=reports.run[kept], sequence=reports.sequence[kept], at=reports.at[kept], position=reports.position[kept],
        watched=reports.watched[kept],
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One entry a profile and thing that plays; `last` is the run that its position is of."""

    last: Ints
    watched: Floats
    started_at: Floats
    updated_at: Floats
    completed: Bools


def progress_of(runs: Runs) -> Progress:
    """Fold runs into one entry per thing that plays: the youngest has the position, all of them add viewing time."""
    plays = runs.plays
    order = np.lexsort((np.arange(len(runs)), plays["part"], plays["title"], plays["who"]))
    if not len(order):
        nothing = np.empty(0)
        return Progress(
            last=np.empty(0, dtype=np.int64), watched=nothing, started_at=nothing, updated_at=nothing,
            completed=np.empty(0, dtype=np.bool_),
        )  # fmt: skip
    keys = np.stack([plays[name][order] for name in ("who", "title", "part")])
    is_first = np.append(True, (np.diff(keys, axis=1) != 0).any(axis=0))
    first = np.flatnonzero(is_first)
    return Progress(
        last=order[np.append(first[1:], len(order)) - 1],
        watched=np.add.reduceat(runs.credited[order], first),
        started_at=np.minimum.reduceat(plays["at"][order], first),
        updated_at=np.maximum.reduceat(runs.last_at[order], first),
        completed=np.logical_or.reduceat(runs.completed[order], first),
    )
