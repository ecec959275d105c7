"""A batch of people and all that they did as rows for the tables of real viewers, ready for COPY."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from accounts.models import ProfileOrigin
from recommendations.simulation.contents import POLICY, Contents
from recommendations.simulation.copy_text import escaped, flag, instant, lines, real, same, uuids, whole
from recommendations.simulation.events import MOVES_TASTE, NO_PAGE, arrived, artworks, events_of
from recommendations.simulation.life import Lived
from recommendations.simulation.log import Table
from recommendations.simulation.parameters import BY_DEVICE
from recommendations.simulation.runs import progress_of, runs_of
from recommendations.simulation.watching import ORIGINS
from recommendations.simulation.world import Ints, World

SOURCE = "simulation"
"""The name space of simulated profiles; the demo's own people, who can be signed in as, are not of it."""
PAGE_STANDS_SECONDS = 7_200.0
PAGES_AT_ONCE = 200
Columns = Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """Keys that the database gave: of each household's account, each profile, each run of the player."""

    users: Ints
    profiles: Ints
    sessions: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows for one table: lines of COPY's text for these columns."""

    table: str
    columns: tuple[str, ...]
    rows: int
    lines: Iterable[bytes]


class Records:
    """Rows of one batch. How many keys it needs is known before any row is made."""

    def __init__(self, *, lived: Lived, world: World, contents: Contents, until: float,
                 random: np.random.Generator) -> None:  # fmt: skip
        self._lived, self._world, self._contents, self._until = lived, world, contents, until
        people = lived.people
        self.households = np.unique(people.household)
        self._runs, reports = runs_of(lived.plays, world=world, people=people, until=until)
        self._sessions = uuids(random, len(self._runs))
        self._pages = np.array(uuids(random, len(lived.pages)), dtype=object)
        self.events = events_of(
            lived=lived, runs=self._runs, reports=reports, sessions=self._sessions, world=world, until=until
        )
        self._event_ids = uuids(random, len(self.events))
        self._uids = uuids(random, len(people))

    @property
    def runs(self) -> int:
        return len(self._runs)

    def blocks(self, ids: Ids, *, catalogue_version: int) -> Iterator[Block]:
        """Table by table, those that others point at first."""
        yield self._accounts(ids)
        yield self._profiles(ids)
        yield self._served(ids, catalogue_version)
        yield self._impressions(ids)
        yield _block("recommendations_event", self._event_columns(ids))
        yield _block("recommendations_playsession", self._run_columns(ids))
        yield _block("recommendations_watchprogress", self._progress_columns(ids))
        yield self._ratings(ids)
        yield self._marked("recommendations_listentry", "added_at", self._lived.lists, ids)
        yield self._marked("recommendations_hiddentitle", "hidden_at", self._lived.hides, ids)
        yield self._tastes(ids)

    def _accounts(self, ids: Ids) -> Block:
        people, number = self._lived.people, len(self.households)
        first = np.searchsorted(people.household, self.households)
        joined = instant(people.joined_at[first])
        emails = [f"household-{number}@simulation.invalid" for number in self.households.tolist()]
        return _block("accounts_user", [
            ("id", whole(ids.users)), ("email", emails),
            # What begins with ! is no password: nobody signs in to an account that is nobody's.
            ("password", same("!", number)), ("is_superuser", same("f", number)), ("is_staff", same("f", number)),
            ("is_active", same("f", number)), ("first_name", same("", number)), ("last_name", same("", number)),
            ("date_joined", joined),
        ])  # fmt: skip

    def _profiles(self, ids: Ids) -> Block:
        people, number = self._lived.people, len(self._lived.people)
        keys = [f"{h}-{p}" for h, p in zip(people.household.tolist(), people.place.tolist(), strict=True)]
        return _block("accounts_profile", [
            ("id", whole(ids.profiles)), ("uid", self._uids),
            ("user_id", whole(ids.users[np.searchsorted(self.households, people.household)])),
            ("name", escaped(people.name)), ("avatar", same("lamp", number)), ("is_kids", flag(people.is_kids)),
            ("maturity_ceiling", whole(people.ceiling)), ("pin_hash", same("", number)),
            ("pin_failures", same("0", number)), ("epoch", same("0", number)), ("country", list(people.country)),
            ("language", same("en", number)), ("autoplay_next", same("t", number)),
            ("autoplay_previews", same("t", number)), ("records_history", same("t", number)),
            ("origin", same(ProfileOrigin.SIMULATED.value, number)), ("source", same(SOURCE, number)),
            ("source_id", keys), ("created_at", instant(people.joined_at)),
        ])  # fmt: skip

    def _served(self, ids: Ids, catalogue_version: int) -> Block:
        """Pages are long: their lines are made a few at a time, as COPY takes them."""
        pages = self._lived.pages
        kept = self._arrived(pages)
        columns = [
            ("id", self._pages[kept].tolist()), ("served_at", instant(pages["at"][kept])),
            ("expires_at", instant(pages["at"][kept] + PAGE_STANDS_SECONDS)),
            ("profile_id", whole(ids.profiles[pages["who"][kept]])), ("surface", same("home", len(kept))),
            ("device", _devices(pages["device"][kept])), ("taste_epoch", same("0", len(kept))),
            ("catalogue_version", same(str(catalogue_version), len(kept))), ("model_version", same("", len(kept))),
            ("policy", same(POLICY, len(kept))), ("arm", same("", len(kept))),
            ("fingerprint", same(POLICY, len(kept))),
        ]  # fmt: skip
        contents = self._contents.of(self._lived.tiles, kept)

        def some() -> Iterator[bytes]:
            for start in range(0, len(kept), PAGES_AT_ONCE):
                part = [column[start : start + PAGES_AT_ONCE] for _name, column in columns]
                yield lines([*part, escaped(islice(contents, PAGES_AT_ONCE))])

        names = (*(name for name, _column in columns), "content")
        return Block(table="recommendations_servedpage", columns=names, rows=len(kept), lines=some())

    def _impressions(self, ids: Ids) -> Block:
        seen = self._lived.impressions.where(self._arrived(self._lived.impressions))
        artwork = artworks(world=self._world, title=seen["title"], picture=seen["picture"], row=seen["row"])
        return _block("recommendations_impression", [
            ("served_at", instant(self._lived.pages["at"][seen["page"]])),
            ("page_id", self._pages[seen["page"]].tolist()), ('"row"', whole(seen["row"])),
            ('"column"', whole(seen["column"])), ("profile_id", whole(ids.profiles[seen["who"]])),
            ("title_id", whole(self._world.title_ids[seen["title"]])), ("artwork_id", whole(artwork, missing=0)),
            ("seen_at", instant(seen["at"])), ("visible_seconds", real(seen["seconds"])),
        ])  # fmt: skip

    def _event_columns(self, ids: Ids) -> Columns:
        done, people = self.events, self._lived.people
        client = done.at + people.clock_error[done.who]
        delay = people.report_delay[done.who]
        titles = np.where(done.title >= 0, self._world.title_ids[np.maximum(0, done.title)], 0)
        return [
            ("profile_id", whole(ids.profiles[done.who])), ("client_id", self._event_ids),
            ("kind", done.kind.tolist()), ("title_id", whole(titles, missing=0)),
            ("episode_id", whole(done.episode, missing=0)), ("at", instant(done.at)), ("client_at", instant(client)),
            ("sent_at", instant(client + delay)), ("received_at", instant(done.at + delay)),
            ("device", _devices(done.device)), ("page_id", self._page_ids(done.page)),
            ('"row"', whole(done.row, missing=NO_PAGE)), ('"column"', whole(done.column, missing=NO_PAGE)),
            ("artwork_id", whole(done.artwork, missing=0)), ("value", real(done.value)),
            ("details", escaped(done.details)),
        ]  # fmt: skip

    def _run_columns(self, ids: Ids) -> Columns:
        runs, plays = self._runs, self._runs.plays
        artwork = artworks(world=self._world, title=plays["title"], picture=plays["picture"], row=plays["row"])
        return [
            ("id", whole(ids.sessions)), ("profile_id", whole(ids.profiles[plays["who"]])),
            ("client_id", self._sessions), ("title_id", whole(self._world.title_ids[plays["title"]])),
            ("episode_id", whole(runs.episode, missing=0)), ("sequence", whole(runs.reports)),
            ("position_seconds", real(runs.position)), ("duration_seconds", real(runs.duration)),
            ("reported_seconds", real(runs.reported)), ("credited_seconds", real(runs.credited)),
            ("fastest_rate", same("1.0", len(runs))), ("first_at", instant(plays["at"])),
            ("last_at", instant(runs.last_at)), ("completed", flag(runs.completed)),
            ("device", _devices(plays["device"])), ("origin", [ORIGINS[which] for which in plays["origin"].tolist()]),
            ("page_id", self._page_ids(plays["page"])), ('"row"', whole(plays["row"], missing=NO_PAGE)),
            ('"column"', whole(plays["column"], missing=NO_PAGE)), ("artwork_id", whole(artwork, missing=0)),
        ]  # fmt: skip

    def _progress_columns(self, ids: Ids) -> Columns:
        runs, far = self._runs, progress_of(self._runs)
        plays = runs.plays.where(far.last)
        return [
            ("profile_id", whole(ids.profiles[plays["who"]])),
            ("title_id", whole(self._world.title_ids[plays["title"]])),
            ("episode_id", whole(runs.episode[far.last], missing=0)),
            ("position_seconds", real(runs.position[far.last])), ("duration_seconds", real(runs.duration[far.last])),
            ("watched_seconds", real(far.watched)), ("session_id", whole(ids.sessions[far.last])),
            ("completed", flag(far.completed)), ("dismissed", same("f", len(plays))),
            ("excluded", same("f", len(plays))), ("started_at", instant(far.started_at)),
            ("updated_at", instant(far.updated_at)),
        ]  # fmt: skip

    def _ratings(self, ids: Ids) -> Block:
        said = self._lived.ratings.where(self._arrived(self._lived.ratings))
        return _block("recommendations_rating", [
            ("profile_id", whole(ids.profiles[said["who"]])), ("title_id", whole(self._world.title_ids[said["title"]])),
            ("value", real(said["value"])), ("source", same("thumb", len(said))), ("rated_at", instant(said["at"])),
        ])  # fmt: skip

    def _marked(self, table: str, instant_column: str, marks: Table, ids: Ids) -> Block:
        marks = marks.where(self._arrived(marks))
        return _block(table, [
            ("profile_id", whole(ids.profiles[marks["who"]])),
            ("title_id", whole(self._world.title_ids[marks["title"]])), (instant_column, instant(marks["at"])),
        ])  # fmt: skip

    def _tastes(self, ids: Ids) -> Block:
        """How often each one's taste moved, and when last: whatever pages depend on was one of these."""
        moving = np.isin(self.events.kind, MOVES_TASTE)
        who, at = self.events.who[moving], self.events.at[moving]
        people = self._lived.people
        epochs = np.bincount(who, minlength=len(people))
        moved_at = np.zeros(len(people))
        np.maximum.at(moved_at, who, at + people.report_delay[who])
        some = np.flatnonzero(epochs)
        return _block("recommendations_tastestate", [
            ("profile_id", whole(ids.profiles[some])), ("epoch", whole(epochs[some])),
            ("moved_at", instant(moved_at[some])),
        ])  # fmt: skip

    def _arrived(self, table: Table) -> Ints:
        return np.flatnonzero(arrived(table["who"], table["at"], self._lived.people, self._until))

    def _page_ids(self, pages: Ints) -> list[str]:
        found = self._pages[np.maximum(0, pages)] if len(self._pages) else np.empty(0, dtype=object)
        return [r"\N" if page == NO_PAGE else name for page, name in zip(pages.tolist(), found.tolist(), strict=True)]


def _devices(codes: Ints) -> list[str]:
    return [BY_DEVICE[code].value for code in codes.tolist()]


def _block(table: str, columns: Columns) -> Block:
    texts = [column for _name, column in columns]
    return Block(
        table=table, columns=tuple(name for name, _column in columns), rows=len(texts[0]), lines=[lines(texts)]
    )
