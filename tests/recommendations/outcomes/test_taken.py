"""Shares of what was seen that was taken, by hand."""

from datetime import timedelta

import pytest

from recommendations.outcomes.taken import GROUPS, Taken, count_taken
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.outcomes import a_shown_page, facts, place_on, play_from
from tests.factories.recommendations import NOON, a_play

pytestmark = pytest.mark.django_db


def taken(by: str) -> dict[str, Taken]:
    with facts() as cursor:
        return {one.name: one for one in count_taken(cursor, by=by)}


def test_rates_by_kind_of_row_count_places_that_were_seen() -> None:
    titles = [a_title() for _ in range(6)]
    page = a_shown_page(a_profile(), {"top_picks": titles[:4], "genre": titles[4:]})
    play_from(page, 0, 1, titles[1], seconds=95.0)
    play_from(page, 0, 2, titles[2], seconds=5.0, at=NOON + timedelta(hours=1))

    found = taken("kind")

    picks = found["top_picks"]
    assert (picks.shown, picks.taken, picks.qualified, picks.given_up) == (4, 2, 1, 1)
    assert picks.rate == 0.5
    assert (found["genre"].shown, found["genre"].taken, found["genre"].rate) == (2, 0, 0.0)


def test_one_place_is_taken_once_however_often_it_is_played_from() -> None:
    film = a_title()
    page = a_shown_page(a_profile(), {"top_picks": [film]})
    for hour in range(3):
        play_from(page, 0, 0, film, seconds=300, duration=2_000, at=NOON + timedelta(hours=hour))

    found = taken("kind")["top_picks"]
    assert (found.shown, found.taken, found.qualified) == (1, 1, 1)
    assert found.hours == pytest.approx(900 / 3_600)


def test_what_is_played_before_it_counted_as_seen_was_seen() -> None:
    film = a_title()
    page = a_shown_page(a_profile(), {"top_picks": [film]}, seen=False)
    play_from(page, 0, 0, film)

    assert (taken("kind")["top_picks"].shown, taken("kind")["top_picks"].taken) == (1, 1)


def test_continue_watching_is_taken_though_its_hours_belong_to_what_led_there() -> None:
    profile, film = a_profile(), a_title()
    page = a_shown_page(profile, {"continue": [film]})
    play_from(page, 0, 0, film, origin="continue", seconds=95.0)

    assert taken("kind")["continue"].taken == 1
    assert taken("column") == {}, "The viewer's own rows would drown what is recommended."


def test_next_episode_belongs_to_the_place_that_its_first_was_played_from() -> None:
    profile, series = a_profile(), a_title()
    page = a_shown_page(profile, {"because": [series]})
    play_from(page, 0, 0, series, seconds=300, duration=2_000)
    a_play(profile, series, seconds=700, duration=2_000, origin="next", at=NOON + timedelta(minutes=10))

    found = taken("kind")["because"]
    assert (found.taken, found.qualified) == (1, 1)
    assert found.hours == pytest.approx(1_000 / 3_600)


def test_places_and_pages_are_told_apart() -> None:
    titles = [a_title() for _ in range(3)]
    a_shown_page(a_profile(), {"top_picks": titles}, arm="popularity", model_version="")
    page = a_shown_page(a_profile(), {"top_picks": titles}, model_version="b" * 64)
    play_from(page, 0, 2, titles[2])
    a_play(page.profile, titles[0], origin="billboard", at=NOON + timedelta(hours=1), **place_on(page, -1, 0))

    assert {name: (one.shown, one.taken) for name, one in taken("arm").items()} == {
        "blend": (4, 2),
        "popularity": (3, 0),
    }
    assert {name: one.taken for name, one in taken("place").items()} == {"1 1": 0, "1 2": 0, "1 3": 1}
    assert {name: one.taken for name, one in taken("row").items()} == {"billboard": 1, "1": 1}
    assert set(taken("model")) == {"none", "b" * 12}


def test_interval_is_of_viewers_and_not_of_places() -> None:
    titles = [a_title() for _ in range(4)]
    eager = a_shown_page(a_profile(), {"top_picks": titles})
    for column, title in enumerate(titles):
        play_from(eager, 0, column, title, at=NOON + timedelta(hours=column))
    for _viewer in range(3):
        a_shown_page(a_profile(), {"top_picks": titles})

    found = taken("kind")["top_picks"]

    # By hand: 4 of 16, deviations 3 and thrice -1 from a quarter of four: root(12 * 4 / 3) / 16 = 0.25.
    assert (found.rate, found.viewers) == (0.25, 4)
    assert found.low == 0.0
    assert found.high == pytest.approx(0.25 + 1.96 * 0.25)


def test_of_one_viewer_nothing_is_told() -> None:
    a_shown_page(a_profile(), {"top_picks": [a_title()]})

    assert (taken("kind")["top_picks"].low, taken("kind")["top_picks"].high) == (0.0, 1.0)


@pytest.mark.parametrize("by", GROUPS)
def test_nothing_that_was_shown_is_no_group(by: str) -> None:
    assert taken(by) == {}
