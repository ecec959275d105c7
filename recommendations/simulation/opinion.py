"""What people say: thumbs after watching, and on the page what they linger on, save, or never want to see again."""

import numpy as np

from recommendations.simulation.log import Log
from recommendations.simulation.page import Pages
from recommendations.simulation.parameters import Parameters
from recommendations.simulation.people import People
from recommendations.simulation.state import State
from recommendations.simulation.visits import Visits
from recommendations.simulation.watching import Begun, Sat
from recommendations.simulation.world import Bools, Floats, Ints

DOWN, UP, TWO_UP = 1.0, 4.0, 5.0
"""As events/rating.py maps thumbs; a test holds the two together."""
DRAWN, REPELLED = 1.5, -2.2
"""Appeal in log-odds beyond which a tile is lingered on and may be saved, or may be hidden."""
HALF_SAID = 0.35
"""Share of a series' viewers who say what they think before they have finished it or given it up."""
PLACED = ("who", "title", "page", "row", "column", "picture", "at", "device")


class Opinions:
    def __init__(self, *, people: People, state: State, parameters: Parameters, random: np.random.Generator) -> None:
        self._people, self._state, self._parameters, self._random = people, state, parameters, random
        self.dwells = Log(*PLACED, "seconds", "is_page")
        self.lists = Log(*PLACED)
        self.hides = Log(*PLACED)
        self.ratings = Log("who", "title", "at", "value", "device")

    def on_the_page(
        self, *, now: Visits, pages: Pages, first_page: int, looked: Bools, appeal: Floats, slot: Ints, until: Floats
    ) -> None:
        """`slot` is what will be played; `until` is when each leaves the page."""
        state, random = self._state, self._random
        chosen = np.zeros_like(looked)
        chosen[np.flatnonzero(slot >= 0), slot[slot >= 0]] = True
        drawn = looked & (appeal + random.normal(size=appeal.shape) > DRAWN) & ~pages.is_continue()
        rests = (drawn & (random.random(appeal.shape) < 0.4)) | (chosen & (random.random(appeal.shape) < 0.5))
        self._linger(now, pages, first_page, rests, chosen, until)
        title = np.maximum(0, pages.titles)
        fresh = ~state.listed[now.who[:, None], title] & ~chosen
        saves = drawn & fresh & (random.random(appeal.shape) < self._parameters.lists)
        self._place(self.lists, now, pages, first_page, saves, until)
        state.listed[now.who[np.nonzero(saves)[0]], pages.titles[saves]] = True
        hides = (
            looked
            & ~chosen
            & ~pages.is_continue()
            & (appeal < REPELLED)
            & (random.random(appeal.shape) < self._parameters.hides)
        )
        self._place(self.hides, now, pages, first_page, hides, until)
        state.hidden[now.who[np.nonzero(hides)[0]], pages.titles[hides]] = True

    def after_watching(self, *, begun: Begun, sat: Sat) -> None:
        """A thumb for what moved them, once a title: who speaks out, how much, and where their thumbs begin."""
        state, people, random, parameters = self._state, self._people, self._random, self._parameters
        who, title = begun.who, begun.title
        joy = state.joy[who, title]
        over = state.done[who, title] | state.given_up[who, title]
        ready = over | ((sat.episodes > 1) & (random.random(len(who)) < HALF_SAID))
        moved = np.minimum(1.0, 0.35 + 0.4 * np.abs(joy - 0.4))
        says = ready & ~state.rated[who, title] & (random.random(len(who)) < people.outspoken[who] * moved)
        felt = joy + people.generosity[who] + parameters.thumb_noise * random.normal(size=len(who))
        value = np.where(felt > parameters.love, TWO_UP, np.where(felt < parameters.dislike, DOWN, UP))
        at = np.round(sat.ended_at + 4.0 + random.exponential(10.0, len(who)), 3)
        state.rated[who[says], title[says]] = True
        self.ratings.add(
            who=who[says], title=title[says], at=at[says], value=value[says], device=begun.device[says]
        )  # fmt: skip

    def _linger(self, now: Visits, pages: Pages, first_page: int, rests: Bools, chosen: Bools, until: Floats) -> None:
        rows, slots = np.nonzero(rests)
        seconds = np.clip(np.exp(np.log(3.5) + 0.8 * self._random.normal(size=len(rows))), 0.6, 120.0)
        self._place(
            self.dwells, now, pages, first_page, rests, until, seconds=np.round(seconds, 2), is_page=chosen[rows, slots]
        )

    def _place(
        self, log: Log, now: Visits, pages: Pages, first_page: int, marked: Bools, until: Floats, **more: np.ndarray
    ) -> None:
        """Write down what was done to the marked slots, at some moment of the visit."""
        rows, slots = np.nonzero(marked)
        at = now.at[rows] + (until - now.at)[rows] * self._random.random(len(rows))
        log.add(
            who=now.who[rows], title=pages.titles[rows, slots], page=first_page + rows, row=pages.slot_rows[slots],
            column=pages.slot_columns[slots], picture=pages.pictures[rows, slots], at=np.round(at, 3),
            device=now.device[rows], **more,
        )  # fmt: skip
