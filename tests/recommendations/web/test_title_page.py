"""The page of one title: its large picture, and its seasons."""

import pytest

from catalog.models import Artwork, VideoKind
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_series, a_title, a_video, an_artwork, an_episode
from tests.factories.recommendations import a_play

pytestmark = pytest.mark.django_db


def test_title_shows_its_poster_on_narrow_screens_where_it_has_one() -> None:
    bare, title = a_title(), a_title()
    poster = an_artwork(title, kind=Artwork.Kind.POSTER, key="poster")
    client = signed_in(a_profile())

    shown = client.get(f"/title/{title.slug}/").content.decode()

    assert f'media="(max-width: 40rem)" srcset="{poster.image.url}"' in shown
    assert "billboard--poster" in shown
    assert "<source" not in client.get(f"/title/{bare.slug}/").content.decode()


@pytest.mark.parametrize("page", ["/", "/title/wide-meadow/"])
def test_the_large_place_keeps_in_sight_where_a_pictures_eye_should_land(page: str) -> None:
    title = a_title("Wide meadow", slug="wide-meadow")
    an_artwork(title, kind=Artwork.Kind.BILLBOARD, focal_x=0.64, focal_y=0.12)

    html = signed_in(a_profile()).get(page).content.decode()

    assert '<img class="billboard__picture" data-focus-x="6" data-focus-y="1" src=' in html


def test_of_a_series_the_season_to_go_on_with_is_unfolded_and_the_others_say_what_they_hold() -> None:
    ada, series = a_profile(), a_series(episodes=2, slug="long-one")
    first, second = (an_episode(series, season=number, number=1) for number in (2, 3))
    client = signed_in(ada)

    untouched = client.get("/title/long-one/").content.decode()
    a_play(ada, series, episode=first, seconds=600, duration=600)
    a_play(ada, series, episode=second, seconds=60, duration=600)
    begun = client.get("/title/long-one/").content.decode()

    assert '<details class="season" id="season-1" open>' in untouched
    assert untouched.count('<details class="season"') == 3
    assert untouched.count(" open>") == 1
    assert '<details class="season" id="season-3" open>' in begun
    assert '<details class="season" id="season-1">' in begun
    assert "<h2>Season 1</h2><span>2 episodes</span>" in begun
    assert "<h2>Season 2</h2><span>1 episode, watched</span>" in begun


def test_a_title_says_that_a_demo_clip_plays_and_how_long_it_is() -> None:
    film, series, whole = a_title(slug="film", runtime_minutes=95), a_series(slug="series"), a_title(slug="whole")
    a_video(film, is_demo_clip=True, duration_seconds=18.2)
    a_video(series, episode=series.seasons.get().episodes.get(number=1), is_demo_clip=True, duration_seconds=5.31)
    a_video(whole, duration_seconds=5700)
    a_video(whole, kind=VideoKind.TRAILER, is_demo_clip=True, duration_seconds=30)
    client = signed_in(a_profile())

    shown = {slug: client.get(f"/title/{slug}/").content.decode() for slug in ("film", "series", "whole")}

    assert "a clip of 18 seconds plays here" in shown["film"]
    assert "a clip of 5 seconds plays here" in shown["series"]
    assert "demo" not in shown["whole"]
