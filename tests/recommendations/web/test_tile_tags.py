"""The line under a tile that resumes: which episode, and how much is left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Profile
from catalog.models import Title
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_series, a_title, an_artwork
from tests.factories.recommendations import a_play

pytestmark = pytest.mark.django_db
MINUTE = 60.0


def home_of(profile: Profile) -> str:
    return signed_in(profile).get("/").content.decode()


def a_long_play(profile: Profile, title: Title, *, minutes: float, of: float = 50.0, number: int = 0) -> None:
    episode = title.seasons.get().episodes.get(number=number) if number else None
    at = timezone.now() - timedelta(hours=3)
    a_play(profile, title, episode=episode, seconds=minutes * MINUTE, duration=of * MINUTE, at=at)


def test_film_says_how_much_is_left() -> None:
    profile = a_profile()
    a_long_play(profile, a_title(), minutes=20.5, of=100.0)

    assert '<span class="tile__reason">1 h 20 min left</span>' in home_of(profile)


def test_series_says_which_episode_and_how_much_of_it_is_left() -> None:
    profile = a_profile()
    a_long_play(profile, a_series(episodes=3), minutes=26.0, number=2)

    assert '<span class="tile__reason">S1 E2 · 24 min left</span>' in home_of(profile)


def test_series_goes_on_with_the_episode_after_one_that_was_finished() -> None:
    profile = a_profile()
    a_long_play(profile, a_series(episodes=3), minutes=49.0, number=1)

    assert '<span class="tile__reason">S1 E2 · next episode</span>' in home_of(profile)


def test_last_seconds_are_less_than_a_minute() -> None:
    profile = a_profile()
    a_long_play(profile, a_title(), minutes=4.4, of=5.0)

    assert '<span class="tile__reason">less than 1 min left</span>' in home_of(profile)


def test_page_that_stands_says_the_same_again() -> None:
    profile = a_profile()
    a_long_play(profile, a_series(episodes=3), minutes=26.0, number=2)
    client = signed_in(profile)

    first, second = (client.get("/").content.decode() for _time in range(2))

    assert "S1 E2 · 24 min left" in first
    assert "S1 E2 · 24 min left" in second


def test_a_picture_that_comes_late_has_its_colour_meanwhile() -> None:
    for number in range(8):
        an_artwork(a_title(name=f"Lantern {number}"), dominant_colour="#b3622d")

    page = signed_in(a_profile()).get("/search/", {"q": "Lantern"}).content.decode()

    assert page.count('loading="lazy"') == page.count('fill="#b3622d"') == 2
    assert page.count('class="tile__picture"') == 8
