"""A replay says what another reward table would change on first screens, and leaves no trace."""

from datetime import timedelta
from pathlib import Path

import pytest

from recommendations.conf import DEFAULT_REWARDS
from recommendations.events.rewards import with_defaults
from recommendations.models import ServedPage
from recommendations.pages.replay import Screen, differences, profiles_with_a_past, replay_pages
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.models import a_checkerboard, a_promoted_model
from tests.factories.recommendations import NOON, a_list_entry, a_play, a_rating

pytestmark = pytest.mark.django_db

DEFAULTS = with_defaults({})


def screen(*titles: int, best: tuple[int, ...] = (), billboard: int | None = None) -> Screen:
    return Screen(billboard=billboard, titles=frozenset(titles), best=frozenset(best or titles))


def silent(_text: str, _share: float) -> None:
    """Nobody listens."""


def test_differences_count_titles_profiles_and_moves() -> None:
    pairs = [
        (screen(1, 2, 3, billboard=9), screen(1, 2, 3, billboard=9)),
        (screen(1, 2, 3, 4, billboard=9), screen(1, 2, 5, 6, best=(1, 2, 3, 6), billboard=8)),
        (screen(4, 2), screen(5, 2)),
    ]

    found = differences(pairs)

    assert (found["profiles"], found["unchanged_profiles"], found["changed_most"]) == (3, 1, 2)
    assert found["titles_changed"] == 1.0
    assert found["titles_on_screen"] == 3.0
    assert found["billboards_changed"] == 1
    assert found["best_overlap"] == pytest.approx((1 + 3 / 4 + 1 / 2) / 3, abs=1e-4)
    assert found["gain"] == [[5, 0, 2], [6, 0, 1]]
    assert found["lose"] == [[4, 2, 0], [3, 2, 1]]


def test_nobody_to_ask_is_no_error() -> None:
    assert replay_pages(active=DEFAULTS, proposed=DEFAULTS, now=NOON, seed=1, tell=silent) == {"of": 0, "profiles": 0}


def test_only_profiles_that_did_something_are_asked() -> None:
    title = a_title()
    rated, listed, watched, idle = (a_profile() for _number in range(4))
    a_rating(rated, title)
    a_list_entry(listed, title)
    a_play(watched, title)

    assert profiles_with_a_past() == sorted([rated.pk, listed.pk, watched.pk])
    assert idle.pk not in profiles_with_a_past()


def test_same_table_changes_nothing_and_another_moves_titles_both_ways(model_store: Path) -> None:
    """Half of what the profile did speaks for space, half for love: the table decides which of the two counts."""
    board, _people = a_checkerboard(titles=40)
    a_promoted_model()
    profile = a_profile()
    for title in board[:6:2]:
        a_list_entry(profile, title, at=NOON - timedelta(days=2))
    for title in board[1:7:2]:
        a_play(profile, title, seconds=90.0, duration=100.0, at=NOON - timedelta(days=3))
    loves_lists = with_defaults({"listed": 3.0, "watched_fraction": -0.5, "completed": -1.0})
    told: list[tuple[str, float]] = []

    same = replay_pages(active=DEFAULTS, proposed=dict(DEFAULT_REWARDS), now=NOON, seed=1, tell=silent)
    other = replay_pages(
        active=DEFAULTS, proposed=loves_lists, now=NOON, seed=1, tell=lambda text, share: told.append((text, share))
    )

    assert same["profiles"] == same["unchanged_profiles"] == same["of"] > 20
    assert (same["titles_changed"], same["gain"], same["lose"], same["best_overlap"]) == (0, [], [], 1)
    assert other["unchanged_profiles"] < other["profiles"]
    assert other["titles_changed"] > 0
    assert other["best_overlap"] < 1
    orbit = {title.pk for title in board[::2]}
    assert all(after > before for _title, before, after in other["gain"])
    assert all(after < before for _title, before, after in other["lose"])
    assert {title for title, *_counts in other["gain"]} & orbit
    texts, shares = zip(*told, strict=True)
    assert texts[0] == f"Deciding pages: 0 of {other['profiles']} profiles"
    assert list(shares) == sorted(shares)
    assert not ServedPage.objects.exists()
