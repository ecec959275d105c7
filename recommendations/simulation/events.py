"""What a batch of people did as rows of the event log: the same kinds, bounds and meanings as the endpoint takes in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.simulation.life import Lived
from recommendations.simulation.log import Table
from recommendations.simulation.people import People
from recommendations.simulation.runs import Reports, Runs
from recommendations.simulation.watching import NOWHERE, ORIGINS
from recommendations.simulation.world import Bools, Floats, Ints, World

NO_PAGE = NOWHERE
MOVES_TASTE = ("play", "rating", "my_list", "hide")


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Parallel columns; -1 is no title and NO_PAGE no page, 0 no episode and no picture, not-a-number no value."""

    kind: npt.NDArray[Any]
    who: Ints
    title: Ints
    episode: Ints
    at: Floats
    page: Ints
    row: Ints
    column: Ints
    artwork: Ints
    value: Floats
    device: Ints
    details: Sequence[str]
    """JSON."""

    def __len__(self) -> int:
        return len(self.who)


def artworks(*, world: World, title: Ints, picture: Ints, row: Ints) -> Ints:
    """The id of the picture that stood there, or 0; in the large place it may be the one made for it."""
    ids = np.where(picture >= 0, world.picture_ids[np.maximum(0, picture)], 0) if len(world.picture_ids) else 0 * title
    return np.where((picture < 0) & (row == -1) & (title >= 0), world.billboard[np.maximum(0, title)], ids)


def events_of(
    *, lived: Lived, runs: Runs, reports: Reports, sessions: Sequence[str], world: World, until: float
) -> Events:
    """What had arrived by `until`, without impressions, which have a table of their own; `sessions` names the runs."""
    parts = [
        *_played(runs, reports, sessions, world),
        _dwelt(lived.dwells, world),
        _on_tile("my_list", lived.lists, world),
        _on_tile("hide", lived.hides, world),
        _rated(lived.ratings),
        _searched(lived.searches, world),
        _scrolled(lived.scrolls),
    ]
    names = [name for name in Events.__slots__ if name != "details"]
    whole = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    details = [text for part in parts for text in part.details]
    order = np.lexsort((whole["at"], whole["who"]))
    order = order[arrived(whole["who"], whole["at"], lived.people, until)[order]]
    return Events(**{name: column[order] for name, column in whole.items()}, details=[details[at] for at in order])


def _events(kind: str, table: Table, *, details: Sequence[str], value: Floats, **columns: npt.NDArray[Any]) -> Events:
    """Events of one kind; absent columns are of things that it does not tell."""
    number = len(value)
    usual: dict[str, npt.NDArray[Any]] = {
        "title": np.full(number, -1), "episode": np.zeros(number, dtype=np.int64),
        "page": np.full(number, NO_PAGE), "row": np.full(number, NO_PAGE), "column": np.full(number, NO_PAGE),
        "artwork": np.zeros(number, dtype=np.int64),
    }  # fmt: skip
    known = {name: column for name, column in table.items() if name in ("who", "at", "device", "title", "page")}
    found = usual | known | columns
    whole = {name: found[name].astype(np.int64) for name in found if name != "at"}
    return Events(
        kind=np.full(number, kind), value=value.astype(np.float64), details=details, at=found["at"].astype(np.float64),
        **whole,
    )  # fmt: skip


def _played(runs: Runs, reports: Reports, sessions: Sequence[str], world: World) -> list[Events]:
    plays, run = runs.plays, reports.run
    artwork = artworks(world=world, title=plays["title"], picture=plays["picture"], row=plays["row"])
    opened = [
        f'{{"play_session": "{session}", "duration": {duration!r}, "origin": "{ORIGINS[origin]}"}}'
        for session, duration, origin in zip(sessions, runs.duration.tolist(), plays["origin"].tolist(), strict=True)
    ]
    told = [
        f'{{"play_session": "{sessions[which]}", "sequence": {sequence}, "duration": {duration!r},'
        f' "watched": {watched!r}, "rate": 1.0}}'
        for which, sequence, duration, watched in zip(
            run.tolist(), reports.sequence.tolist(), runs.duration[run].tolist(), reports.watched.tolist(), strict=True
        )
    ]
    began = _events(
        "play", plays, details=opened, value=plays["start"], episode=runs.episode, row=plays["row"],
        column=plays["column"], artwork=artwork,
    )  # fmt: skip
    nowhere = np.full(len(run), NO_PAGE)
    reached = _events(
        "progress", plays.where(run), details=told, value=reports.position, episode=runs.episode[run], at=reports.at,
        page=nowhere,
    )  # fmt: skip
    return [began, reached]


def _placed(table: Table, world: World) -> dict[str, npt.NDArray[Any]]:
    artwork = artworks(world=world, title=table["title"], picture=table["picture"], row=table["row"])
    return {"row": table["row"], "column": table["column"], "artwork": artwork}


def _dwelt(table: Table, world: World) -> Events:
    details = [f'{{"surface": "{"title" if is_page else "tile"}"}}' for is_page in table["is_page"].tolist()]
    return _events("dwell", table, details=details, value=table["seconds"], **_placed(table, world))


def _on_tile(kind: str, table: Table, world: World) -> Events:
    return _events(kind, table, details=["{}"] * len(table), value=np.ones(len(table)), **_placed(table, world))


def _rated(table: Table) -> Events:
    return _events("rating", table, details=["{}"] * len(table), value=table["value"])


def _searched(table: Table, world: World) -> Events:
    """The first letters of what they look for; who finds nothing was offered nothing."""
    asked = zip(table["wanted"].tolist(), table["letters"].tolist(), (table["title"] >= 0).tolist(), strict=True)
    details = [
        json.dumps({"query": world.names[wanted][:letters].lower().strip(), "results": int(found)}, ensure_ascii=False)
        for wanted, letters, found in asked
    ]
    return _events("search", table, details=details, value=np.full(len(table), np.nan))


def _scrolled(table: Table) -> Events:
    details = [f'{{"rows": {rows}}}' for rows in table["rows"].tolist()]
    return _events("scroll", table, details=details, value=table["share"])


def arrived(who: Ints, at: Floats, people: People, until: float) -> Bools:
    """Which of these had arrived by then."""
    return np.asarray(at + people.report_delay[who] <= until, dtype=np.bool_)
