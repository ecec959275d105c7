"""How what was chosen is watched: to the end, on to the next episode, or not."""

from dataclasses import dataclass

import numpy as np

from recommendations.simulation.log import Log
from recommendations.simulation.parameters import Parameters
from recommendations.simulation.people import People
from recommendations.simulation.state import Sight, State
from recommendations.simulation.world import Bools, Floats, Ints, World

ORIGINS = ("row", "billboard", "search", "continue", "next")
"""As in PlayOrigin; a play's origin is its place here."""
NEXT = ORIGINS.index("next")
NOWHERE = -9
"""In columns of rows and pages: it came from no page."""
FIRST_CREDITS = 0.94
"""Who stays to the end leaves somewhere after this share of it."""
TASTING_SECONDS = 110.0
LONGEST_SITTING = 5.0 * 3600.0
BETWEEN_EPISODES = 8.0
PLAYS = ("who", "title", "part", "at", "start", "end", "wall", "origin", "page", "row", "column", "picture", "device")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What is pressed Play on in one round; parallel arrays."""

    who: Ints
    title: Ints
    at: Floats
    origin: Ints
    page: Ints
    row: Ints
    column: Ints
    picture: Ints
    device: Ints
    mood: Floats
    """What the moment adds to the title's appeal."""

    def where(self, kept: Bools) -> "Begun":
        return Begun(**{name: getattr(self, name)[kept] for name in self.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sat:
    """How each of those sittings ended."""

    ended_at: Floats
    episodes: Ints


class Player:
    """Plays, and writes down every run of the player."""

    def __init__(
        self, *, world: World, people: People, state: State, sight: Sight, parameters: Parameters,
        random: np.random.Generator,
    ) -> None:  # fmt: skip
        self._world, self._people, self._state, self._sight = world, people, state, sight
        self._parameters, self._random = parameters, random
        self.plays = Log(*PLAYS)

    def watch(self, begun: Begun) -> Sat:
        """Play until everybody has had enough; the state knows afterwards what was finished and what given up."""
        self._expect(begun)
        ended, episodes = begun.at.copy(), np.zeros(len(begun.who), dtype=np.int64)
        going = np.arange(len(begun.who))
        current = begun
        for _episode in range(self._parameters.episodes_at_once):
            end_at, goes_on = self._play(current)
            ended[going], episodes[going] = end_at, episodes[going] + 1
            goes_on &= end_at - begun.at[going] < LONGEST_SITTING
            current, going = self._next(current, end_at).where(goes_on), going[goes_on]
            seen = self._sight.of(who=current.who, at=current.at)[np.arange(len(going)), current.title]
            current, going = current.where(seen), going[seen]
            if not len(going):
                break
        self._state.busy_until[begun.who] = ended + 60.0
        return Sat(ended_at=ended, episodes=episodes)

    def _expect(self, begun: Begun) -> None:
        """Draw the joy of what is new to them, and begin anew what they have finished before."""
        state, who, title = self._state, begun.who, begun.title
        again = state.done[who, title]
        for table in (state.part, state.position, state.done):
            table[who[again], title[again]] = 0
        fresh = ~state.begun[who, title]
        joy = self._people.likes[who, title] + 0.5 * begun.mood
        joy += self._parameters.surprise * self._random.normal(size=len(who))
        state.joy[who[fresh], title[fresh]] = joy[fresh]
        state.begun[who, title] = True
        state.given_up[who, title] = False

    def _play(self, begun: Begun) -> tuple[Floats, Bools]:
        """One run of the player for each; (when it ended, does it go on with the next episode)."""
        state, parameters, random = self._state, self._parameters, self._random
        who, title, joy = begun.who, begun.title, state.joy[begun.who, begun.title]
        part, start = state.part[who, title].astype(np.int64), state.position[who, title]
        seconds = self._world.part_seconds[self._world.first_part[title] + part]
        finishes = random.random(len(who)) < _chance(parameters.finish, joy + 0.6 * (start > 0))
        end = np.where(finishes, self._to_the_end(start, seconds), self._somewhere(start, seconds))
        end = np.round(np.minimum(np.maximum(end, start + 5.0), seconds), 1)
        wall = np.round((end - start) * (1.0 + 0.08 * random.random(len(who)) ** 2), 1)
        self.plays.add(
            who=who, title=title, part=part, at=begun.at, start=start, end=end, wall=wall, origin=begun.origin,
            page=begun.page, row=begun.row, column=begun.column, picture=begun.picture, device=begun.device,
        )  # fmt: skip
        ended_at = np.round(begun.at + wall, 3)
        self._remember(begun, finishes, end, ended_at)
        last = part + 1 >= np.diff(self._world.first_part)[title]
        wants = random.random(len(who)) < _chance(parameters.next_episode, joy)
        return ended_at, finishes & ~last & wants

    def _to_the_end(self, start: Floats, seconds: Floats) -> Floats:
        share = FIRST_CREDITS + (1.0 - FIRST_CREDITS) * self._random.random(len(start))
        return np.maximum(start, seconds * share)

    def _somewhere(self, start: Floats, seconds: Floats) -> Floats:
        """After a taste, or somewhere before what counts as seen."""
        random = self._random
        taste = np.minimum(TASTING_SECONDS, 10.0 + random.exponential(45.0, len(start)))
        share = random.beta(1.2, 1.6, len(start))
        later = start + np.maximum(0.0, 0.88 * seconds - start) * share
        short = np.minimum(start + taste, start + np.maximum(10.0, 0.2 * seconds))
        return np.where(random.random(len(start)) < self._parameters.tasting, short, later)

    def _remember(self, begun: Begun, finishes: Bools, end: Floats, ended_at: Floats) -> None:
        state, who, title = self._state, begun.who, begun.title
        state.position[who, title] = np.where(finishes, 0.0, end)
        state.part[who, title] += finishes.astype(np.int16)
        state.done[who, title] = state.part[who, title] >= np.diff(self._world.first_part)[title]
        leaves = self._random.random(len(who)) < _chance(self._parameters.give_up, state.joy[who, title])
        state.given_up[who, title] = ~finishes & leaves
        state.last_at[who, title] = ended_at

    def _next(self, begun: Begun, ended_at: Floats) -> Begun:
        nowhere = np.full(len(begun.who), NOWHERE)
        return Begun(
            who=begun.who, title=begun.title, at=ended_at + BETWEEN_EPISODES, origin=np.full(len(begun.who), NEXT),
            page=nowhere, row=nowhere, column=nowhere, picture=np.full(len(begun.who), -1), device=begun.device,
            mood=begun.mood,
        )  # fmt: skip


def _chance(line: tuple[float, float], joy: Floats) -> Floats:
    intercept, slope = line
    return np.asarray(1.0 / (1.0 + np.exp(-(intercept + slope * joy))), dtype=np.float64)
