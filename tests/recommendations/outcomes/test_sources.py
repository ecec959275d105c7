"""Hours belong to what led to them, however often a viewer comes back to the same thing."""

from datetime import timedelta

import pytest

from accounts.models import ProfileOrigin
from catalog.models import Episode
from recommendations.outcomes.sources import Source, Watching, count_watching
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_series, a_title
from tests.factories.outcomes import SINCE, a_shown_page, facts, play_from
from tests.factories.recommendations import NOON, a_play

pytestmark = pytest.mark.django_db
HOUR = 3_600.0


def counted(origin: ProfileOrigin = ProfileOrigin.HOUSEHOLD) -> Watching:
    with facts(origin) as cursor:
        return count_watching(cursor, zone="UTC")


def hours(watching: Watching) -> dict[str, float]:
    return {source: round(spent, 3) for source, spent in watching.by_source.items() if spent}


def test_hours_are_divided_by_what_led_to_them() -> None:
    profile, (row, own, sought, linked) = a_profile(), [a_title() for _ in range(4)]
    page = a_shown_page(profile, {"top_picks": [row], "my_list": [own]})
    play_from(page, 0, 0, row, seconds=HOUR, duration=2 * HOUR)
    play_from(page, 1, 0, own, seconds=HOUR / 2, duration=2 * HOUR, at=NOON + timedelta(hours=2))
    a_play(profile, sought, seconds=HOUR / 4, duration=HOUR, origin="search", at=NOON + timedelta(hours=4))
    a_play(profile, linked, seconds=HOUR / 10, duration=HOUR, at=NOON + timedelta(hours=5))

    found = counted()

    assert hours(found) == {"recommended": 1.0, "own": 0.5, "search": 0.25, "direct": 0.1}
    assert (found.plays, found.viewers, found.titles) == (4, 1, 4)
    assert found.hours == pytest.approx(1.85)


def test_what_is_gone_on_with_belongs_to_where_the_viewer_came_upon_it() -> None:
    profile, series = a_profile(), a_series(episodes=2)
    first, second = Episode.objects.filter(season__title=series).order_by("number")
    page = a_shown_page(profile, {"because": [series]})
    later = a_shown_page(profile, {"continue": [series]}, at=NOON + timedelta(days=1))
    play_from(page, 0, 0, series, seconds=600, duration=1_200, episode=first)
    play_from(later, 0, 0, series, seconds=600, duration=1_200, episode=first, origin="continue", at=later.served_at)
    following = NOON + timedelta(days=1, hours=1)
    a_play(profile, series, episode=second, seconds=1_200, duration=1_200, origin="next", at=following)

    assert hours(counted()) == {"recommended": round(2_400 / HOUR, 3)}


def test_searching_for_it_again_is_a_new_beginning() -> None:
    profile, film = a_profile(), a_title()
    page = a_shown_page(profile, {"because": [film]})
    play_from(page, 0, 0, film, seconds=360, duration=HOUR)
    a_play(profile, film, seconds=720, duration=HOUR, origin="search", at=NOON + timedelta(days=1))
    a_play(profile, film, seconds=360, duration=HOUR, origin="continue", at=NOON + timedelta(days=2))

    assert hours(counted()) == {"recommended": 0.1, "search": 0.3}


def test_what_began_before_the_period_still_says_where_from_and_counts_only_what_is_in_it() -> None:
    profile, film = a_profile(), a_title()
    before = SINCE - timedelta(days=1)
    page = a_shown_page(profile, {"because": [film]}, at=before)
    play_from(page, 0, 0, film, seconds=720, duration=HOUR, at=before)
    a_play(profile, film, seconds=360, duration=HOUR, origin="continue", at=NOON)

    assert hours(counted()) == {"recommended": 0.1}


def test_what_nobody_saw_begin_is_said_to_be_so() -> None:
    a_play(a_profile(), a_title(), seconds=360, duration=HOUR, origin="continue")

    assert hours(counted()) == {Source.BEFORE: 0.1}


def test_simulated_viewers_are_counted_apart() -> None:
    a_play(a_profile(origin=ProfileOrigin.SIMULATED), a_title(), seconds=360, duration=HOUR, origin="search")

    assert counted().plays == 0
    assert hours(counted(ProfileOrigin.SIMULATED)) == {"search": 0.1}


def test_day_is_one_of_the_sites_time_zone() -> None:
    a_play(a_profile(), a_title(), seconds=360, duration=HOUR, at=NOON.replace(hour=23, minute=30))

    with facts() as cursor:
        assert [day for day, _hours in count_watching(cursor, zone="Europe/Paris").days] == ["2026-11-21"]
