"""The days of a batch of people, visit by visit: everybody's first, everybody's second, and so on."""

from dataclasses import dataclass

import numpy as np

from recommendations.simulation.attention import look
from recommendations.simulation.choice import (
    NOTHING,
    appeal_of_slots,
    appeal_of_titles,
    choose,
    picture_pull,
    search_for,
)
from recommendations.simulation.log import Log, Table
from recommendations.simulation.nature import DAY, Nature
from recommendations.simulation.opinion import Opinions
from recommendations.simulation.page import PageMaker, Pages
from recommendations.simulation.parameters import Parameters
from recommendations.simulation.people import People
from recommendations.simulation.state import WINDOW_SECONDS, Sight, State, lots
from recommendations.simulation.visits import Visits
from recommendations.simulation.watching import NOWHERE, ORIGINS, Begun, Player
from recommendations.simulation.world import Bools, Floats, Ints, World

ROW, BILLBOARD, SEARCH, CONTINUED = (ORIGINS.index(name) for name in ("row", "billboard", "search", "continue"))
SECONDS_A_TILE = 1.8
"""What a title gets before the eyes go on (Nelson 2016)."""
SECONDS_TO_TYPE = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """Everything that a batch of people did; `who` are places in `people`, `page` places in `pages`."""

    people: People
    pages: Table
    tiles: Pages
    """The pages themselves, as long as `pages`."""
    impressions: Table
    plays: Table
    scrolls: Table
    searches: Table
    dwells: Table
    lists: Table
    hides: Table
    ratings: Table


class Life:
    """One batch; everything random comes from the one generator, in a fixed order."""

    def __init__(
        self, *, people: People, world: World, nature: Nature, parameters: Parameters, seed: int,
        random: np.random.Generator,
    ) -> None:  # fmt: skip
        self._people, self._world, self._nature, self._parameters = people, world, nature, parameters
        self._seed, self._random = seed, random
        self._state = State(people=len(people), world=world)
        self._sight = Sight(world=world, ceiling=people.ceiling, country=people.country)
        self._maker = PageMaker(world=world, parameters=parameters)
        self._pull = picture_pull(taste=people.taste, world=world)
        self._genres = world.features[:, world.kinds("genre")]
        self._player = Player(
            world=world, people=people, state=self._state, sight=self._sight, parameters=parameters, random=random
        )
        self._opinions = Opinions(people=people, state=self._state, parameters=parameters, random=random)
        self._pages = Log("who", "at", "device", "titles", "pictures", "kinds")
        self._impressions = Log("who", "page", "row", "column", "title", "picture", "at", "seconds", "looked")
        self._scrolls = Log("who", "page", "at", "rows", "share", "device")
        self._searches = Log("who", "title", "wanted", "at", "letters", "device")
        self._count = 0

    def live(self, visits: Visits) -> Lived:
        for number in range(int(visits.number.max(initial=-1)) + 1):
            now = visits.of_round(number)
            now = now.where(np.flatnonzero(now.at >= self._state.busy_until[now.who]))
            if len(now):
                self._visit(now)
        pages, columns = self._pages.whole(), self._parameters.columns
        tiles = Pages(titles=pages["titles"], pictures=pages["pictures"], kinds=pages["kinds"], columns=columns)
        return Lived(
            people=self._people, pages=pages, tiles=tiles, impressions=self._impressions.whole(),
            plays=self._player.plays.whole(), scrolls=self._scrolls.whole(), searches=self._searches.whole(),
            dwells=self._opinions.dwells.whole(), lists=self._opinions.lists.whole(),
            hides=self._opinions.hides.whole(), ratings=self._opinions.ratings.whole(),
        )  # fmt: skip

    def _visit(self, now: Visits) -> None:
        """A page, a look at it, and what comes of that."""
        state, parameters, random = self._state, self._parameters, self._random
        visible = self._sight.of(who=now.who, at=now.at)
        offered = visible & ~state.settled(now.who, children=self._people.is_kids[now.who])
        known = self._nature.known(at=now.at, world=self._world, parameters=parameters)
        pages = self._page(now, offered, visible, known)
        in_view, looked, reached = look(
            filled=pages.titles >= 0, device=now.device, parameters=parameters, random=random
        )
        context = self._nature.context[now.moment].sum(axis=1)
        titles = appeal_of_titles(
            likes=self._people.likes[now.who], known=known, context=context, listed=state.listed[now.who],
            parameters=parameters,
        )  # fmt: skip
        appeal = appeal_of_slots(
            pages=pages, titles=titles, pull=self._pull, persuasion=self._people.persuasion, who=now.who, at=now.at,
            state=state, parameters=parameters,
        )  # fmt: skip
        slot = choose(appeal=appeal, looked=looked, parameters=parameters, random=random)
        browsed = self._look_around(now, pages, in_view, looked, reached)
        self._opinions.on_the_page(
            now=now, pages=pages, first_page=self._count, looked=looked, appeal=appeal, slot=slot, until=browsed
        )
        found = self._searched(now, slot, search_for(
            appeal=titles, offered=offered, parameters=parameters, random=random), browsed)  # fmt: skip
        self._watch(now, pages, slot, found, browsed, context)
        self._count += len(now)

    def _page(self, now: Visits, offered: Bools, visible: Bools, known: Floats) -> Pages:
        state, who = self._state, now.who
        age = np.maximum(0.0, now.at[:, None] - self._world.added_at[None, :]) / DAY
        titles, kinds = self._maker.lay_out(
            offered=offered, unfinished=visible & state.unfinished(who), known=known, age=age,
            last_at=state.last_at[who], favour=state.begun[who] @ self._genres, random=self._random,
        )  # fmt: skip
        pictures = self._pictures(now, titles)
        self._pages.add(who=who, at=now.at, device=now.device, titles=titles, pictures=pictures, kinds=kinds)
        return Pages(titles=titles, pictures=pictures, kinds=kinds, columns=self._parameters.columns)

    def _pictures(self, now: Visits, titles: Ints) -> Ints:
        """Each title's picture of these two weeks, drawn evenly for the viewer; the large place has its own."""
        title = np.maximum(0, titles)
        number = np.diff(self._world.first_picture)[title]
        window = (now.at // WINDOW_SECONDS).astype(np.int64)[:, None]
        people = self._people
        lot = lots(
            seed=self._seed, household=people.household[now.who][:, None], place=people.place[now.who][:, None],
            thing=title, window=window,
        )  # fmt: skip
        picture = self._world.first_picture[title] + np.minimum(number - 1, (lot * number).astype(np.int64))
        picture = np.where((titles >= 0) & (number > 0), picture, -1)
        has_large = (titles[:, 0] >= 0) & (self._world.billboard[title[:, 0]] > 0)
        picture[has_large, 0] = -1
        return picture

    def _look_around(self, now: Visits, pages: Pages, in_view: Bools, looked: Bools, reached: Ints) -> Floats:
        """Write impressions and depth down; answers when each has seen enough."""
        rows, slots = np.nonzero(in_view)
        order = np.cumsum(in_view, axis=1)
        at = now.at[rows] + 1.0 + SECONDS_A_TILE * (order[rows, slots] - 1)
        # Exactly a second would be told from a little less by a rounding error.
        seconds = 1.05 + self._random.exponential(1.5, len(rows)) * (1.0 + 2.0 * looked[rows, slots])
        self._impressions.add(
            who=now.who[rows], page=self._count + rows, row=pages.slot_rows[slots], column=pages.slot_columns[slots],
            title=pages.titles[rows, slots], picture=pages.pictures[rows, slots], at=np.round(at, 3),
            seconds=np.round(np.minimum(seconds, 300.0), 2), looked=looked[rows, slots],
        )  # fmt: skip
        spent = SECONDS_A_TILE * order[:, -1] + 3.0 + self._random.exponential(8.0, len(now))
        there = (pages.kinds >= 0).sum(axis=1)
        until = np.round(now.at + spent, 3)
        deepest = np.minimum(reached + 1, there)
        self._scrolls.add(
            who=now.who, page=self._count + np.arange(len(now)), at=until, rows=deepest,
            share=np.round(deepest / np.maximum(1, there), 3), device=now.device,
        )  # fmt: skip
        return until

    def _searched(self, now: Visits, slot: Ints, wanted: Ints, browsed: Floats) -> Ints:
        """(A): what is played from a search by those who chose nothing, or NOTHING."""
        searches = (slot == NOTHING) & (wanted != NOTHING)
        letters = self._random.integers(3, 12, len(now))
        found = searches & (self._random.random(len(now)) < self._parameters.search_found)
        at = np.round(browsed + SECONDS_TO_TYPE, 3)
        self._searches.add(
            who=now.who[searches], title=np.where(found, wanted, NOTHING)[searches], wanted=wanted[searches],
            at=at[searches], letters=letters[searches], device=now.device[searches],
        )  # fmt: skip
        return np.where(found, wanted, NOTHING)

    def _watch(self, now: Visits, pages: Pages, slot: Ints, found: Ints, browsed: Floats, context: Floats) -> None:
        visitors = np.arange(len(now))
        chosen = slot != NOTHING
        at_slot = np.maximum(0, slot)
        title = np.where(chosen, pages.titles[visitors, at_slot], found)
        origin = np.where(pages.is_continue()[visitors, at_slot], CONTINUED, np.where(at_slot == 0, BILLBOARD, ROW))
        place = {"row": pages.slot_rows[at_slot], "column": pages.slot_columns[at_slot], "page": self._count + visitors}
        plays = title != NOTHING
        begun = Begun(
            who=now.who, title=title, at=np.round(browsed + np.where(chosen, 1.0, SECONDS_TO_TYPE + 4.0), 3),
            origin=np.where(chosen, origin, SEARCH), device=now.device,
            picture=np.where(chosen, pages.pictures[visitors, at_slot], -1),
            mood=context[visitors, np.maximum(0, title)],
            **{name: np.where(chosen, values, NOWHERE) for name, values in place.items()},
        ).where(plays)  # fmt: skip
        sat = self._player.watch(begun)
        self._opinions.after_watching(begun=begun, sat=sat)
