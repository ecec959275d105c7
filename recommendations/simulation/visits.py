"""When each profile comes, and with what in hand: the rhythm of days and weeks."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

import numpy as np

from recommendations.contracts.moment import DAYPARTS, HOURS_OF_DAYPART, SATURDAY
from recommendations.simulation.nature import DAY
from recommendations.simulation.parameters import Parameters
from recommendations.simulation.people import People
from recommendations.simulation.world import Floats, Ints

FRIDAY = SATURDAY - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """One entry a visit, by profile and time."""

    who: Ints
    """Places in People."""
    at: Floats
    """Unix seconds, in whole milliseconds."""
    device: Ints
    moment: Ints
    """(V, 3): places of daypart, part of the week and device among the values of a moment."""
    number: Ints
    """Of this profile's visits, from 0."""

    def __len__(self) -> int:
        return len(self.who)

    def of_round(self, number: int) -> "Visits":
        """Everybody's visit of this number."""
        return self.where(np.flatnonzero(self.number == number))

    def where(self, places: Ints) -> "Visits":
        return Visits(
            who=self.who[places], at=self.at[places], device=self.device[places], moment=self.moment[places],
            number=self.number[places],
        )  # fmt: skip


def draw_visits(
    *, people: People, parameters: Parameters, since: float, until: float, zone: tzinfo, random: np.random.Generator
) -> Visits:
    """Visits from when each profile joined until the end; `zone` is whose hours of the day are meant."""
    days = _Days(since, until, parameters, zone)
    joined = days.worth_until(people.joined_at)
    expected = people.visits_per_day * (days.worth[-1] - joined) / days.usual
    who = np.repeat(np.arange(len(people)), random.poisson(np.maximum(0.0, expected)))
    day = days.at_worth(joined[who] + random.random(len(who)) * (days.worth[-1] - joined[who]))
    hour = _drawn(people.hours[who], random)
    at = days.starts[day] + 3_600.0 * (hour + random.random(len(who)))
    at = np.round(at, 3)
    device = _drawn(people.devices[who, hour // HOURS_OF_DAYPART], random)
    is_weekend = days.weekday[day] >= SATURDAY
    moment = np.column_stack([hour // HOURS_OF_DAYPART, DAYPARTS + is_weekend, DAYPARTS + 2 + device])
    order = np.lexsort((at, who))
    order = order[(at[order] >= people.joined_at[who[order]]) & (at[order] < until)]
    who = who[order]
    counts = np.bincount(who, minlength=len(people))
    number = np.arange(len(who)) - (np.cumsum(counts) - counts)[who]
    return Visits(who=who, at=at[order], device=device[order], moment=moment[order], number=number)


class _Days:
    """The days of the simulation: when each begins, which weekday it is, and how much it is visited."""

    def __init__(self, since: float, until: float, parameters: Parameters, zone: tzinfo) -> None:
        first = datetime.fromtimestamp(since, tz=zone).replace(hour=0, minute=0, second=0, microsecond=0)
        number = int((until - first.timestamp()) // DAY) + 1
        dates = [first + timedelta(days=day) for day in range(number)]
        self.starts = np.array([date.timestamp() for date in dates])
        self.weekday = np.array([date.weekday() for date in dates])
        weight = np.where((self.weekday >= FRIDAY), parameters.weekend, 1.0)
        self.usual = (4.0 + 3.0 * parameters.weekend) / 7.0
        self.worth = np.concatenate([[0.0], np.cumsum(weight)])

    def worth_until(self, at: Floats) -> Floats:
        """How much of all visits the days before `at` have."""
        edges = np.append(self.starts, self.starts[-1] + DAY)
        return np.asarray(np.interp(at, edges, self.worth), dtype=np.float64)

    def at_worth(self, worth: Floats) -> Ints:
        return np.clip(np.searchsorted(self.worth, worth, side="right") - 1, 0, len(self.starts) - 1)


def _drawn(shares: Floats, random: np.random.Generator) -> Ints:
    """One column for each row, by its shares."""
    sums = np.cumsum(shares, axis=1)
    return np.asarray((random.random((len(shares), 1)) * sums[:, -1:] > sums).sum(axis=1), dtype=np.int64)
