"""Whatever the seed: nothing above a ceiling, outside a window, too early or too late; and always the same."""

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.simulation.life import Lived
from recommendations.simulation.log import Table
from recommendations.simulation.simulate import HOUSEHOLDS_AT_ONCE
from recommendations.simulation.watching import NEXT
from recommendations.simulation.world import World
from tests.recommendations.simulation.conftest import UNTIL, a_plan, a_world, lives

TABLES = ("pages", "impressions", "plays", "scrolls", "searches", "dwells", "lists", "hides", "ratings")
SHOWN_OR_PLAYED = ("impressions", "plays", "dwells", "lists", "hides")


def fingerprint(lived: Lived) -> str:
    digest = hashlib.sha256()
    for name in TABLES:
        for column, values in getattr(lived, name).items():
            digest.update(f"{name}.{column}".encode() + np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()


def titled(table: Table) -> Table:
    return table.where(table["title"] >= 0)


def assert_allowed(lived: Lived, world: World) -> None:
    people, windows = lived.people, world.windows
    for name in (*SHOWN_OR_PLAYED, "searches"):
        table = titled(getattr(lived, name))
        who, title, at = table["who"], table["title"], table["at"]
        assert (world.maturity[title] <= people.ceiling[who]).all(), name
        assert (at >= world.added_at[title]).all(), name
        assert (at >= people.joined_at[who]).all(), name
        # A page that is open stays open for the minutes in which a window ends.
        assert (at <= windows.ends_at[title] + (600.0 if name != "plays" else 180.0)).all(), name
        british = np.array([country == "GB" for country in windows.country])[title]
        assert not (british & (np.array(people.country)[who] != "GB")).any(), name


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), titles=st.integers(9, 60))
def test_nobody_ever_sees_what_is_not_for_them(seed: int, titles: int) -> None:
    world = a_world(titles=titles, seed=seed)
    ((lived, records),) = lives(a_plan(households=12, days=30.0, seed=seed), world)

    assert_allowed(lived, world)
    events = records.events
    assert (events.at + lived.people.report_delay[events.who] <= UNTIL.timestamp()).all()


def test_the_same_seed_makes_the_same_bytes_and_another_others(world: World) -> None:
    first, again, other = (lives(a_plan(households=15, seed=seed), world)[0][0] for seed in (4, 4, 5))

    assert fingerprint(first) == fingerprint(again)
    assert fingerprint(first) != fingerprint(other)


def test_more_households_do_not_change_those_before(world: World) -> None:
    few = lives(a_plan(households=HOUSEHOLDS_AT_ONCE, days=5.0), world)
    more = lives(a_plan(households=HOUSEHOLDS_AT_ONCE + 30, days=5.0), world)

    assert len(more) == 2
    assert fingerprint(few[0][0]) == fingerprint(more[0][0])
    assert set(few[0][0].people.household.tolist()).isdisjoint(more[1][0].people.household.tolist())


def test_visits_do_not_overlap_what_is_still_watched(lived: Lived) -> None:
    plays = lived.plays
    order = np.lexsort((plays["at"], plays["who"]))
    who, at, ends = plays["who"][order], plays["at"][order], (plays["at"] + plays["wall"])[order]
    same = who[1:] == who[:-1]
    assert (at[1:][same] >= ends[:-1][same]).all()


def test_plays_name_the_place_where_their_title_stood(lived: Lived) -> None:
    plays = lived.plays.where(lived.plays["page"] >= 0)
    slot = np.where(plays["row"] < 0, 0, 1 + plays["row"] * lived.tiles.columns + plays["column"])

    assert (lived.tiles.titles[plays["page"], slot] == plays["title"]).all()
    assert (lived.tiles.pictures[plays["page"], slot] == plays["picture"]).all()
    assert (lived.pages["who"][plays["page"]] == plays["who"]).all()


def test_pictures_stay_for_two_weeks_and_are_drawn_evenly(lived: Lived, world: World) -> None:
    seen = lived.impressions.where(lived.impressions["picture"] >= 0)
    place = seen["picture"] - world.first_picture[seen["title"]]
    shares = np.bincount(place, minlength=4) / len(place)
    np.testing.assert_allclose(shares, 0.25, atol=0.02)

    window = (lived.pages["at"][seen["page"]] // (14 * 86_400)).astype(np.int64)
    known: dict[tuple[int, int, int], int] = {}
    for key, picture in zip(
        zip(seen["who"].tolist(), seen["title"].tolist(), window.tolist(), strict=True), seen["picture"].tolist(),
        strict=True,
    ):  # fmt: skip
        assert known.setdefault(key, picture) == picture


def test_series_are_watched_in_order_and_on_and_on(lived: Lived) -> None:
    plays = lived.plays
    following = plays["origin"] == NEXT
    assert following.sum() > 100
    before = np.flatnonzero(following) - 1
    parts: dict[tuple[int, int], int] = {}
    for who, title, part in zip(plays["who"].tolist(), plays["title"].tolist(), plays["part"].tolist(), strict=True):
        last = parts.get((who, title), 0)
        assert part in (last, last + 1) or (part == 0 and lived.people.is_kids[who])
        parts[who, title] = part
    assert len(before)


@pytest.mark.parametrize("name", ["ratings", "lists", "hides"])
def test_nothing_is_said_twice(lived: Lived, name: str) -> None:
    table = getattr(lived, name)
    pairs = list(zip(table["who"].tolist(), table["title"].tolist(), strict=True))
    assert len(pairs) == len(set(pairs)) > 0
