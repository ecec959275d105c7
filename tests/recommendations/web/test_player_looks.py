"""What the player shows over the picture: captions above the controls, a large button, a still; and what resumes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from playwright.sync_api import Page, expect

from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_series, a_title, an_artwork, an_episode
from tests.factories.recommendations import a_play
from tests.recommendations.web.test_player import a_playable, html, open_player, until

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media_in(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_page_of_a_series_says_how_much_there_is_and_what_resumes() -> None:
    profile, series = a_profile(), a_series(episodes=2)
    an_episode(series, season=2, number=1)
    client, path = signed_in(profile), f"/title/{series.slug}/"
    fresh = html(client, path)
    assert "2 seasons, 3 episodes" in fresh
    assert "Resume" not in fresh

    a_play(profile, series, episode=series.seasons.get(number=1).episodes.get(number=2), seconds=40.0)

    assert "Resume S1 E2" in html(client, path)


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_captions_stand_above_the_controls_and_none_is_left_at_the_end(
    width: int, open_page: Callable[..., Page], live_server: Any
) -> None:
    title = a_title()
    a_playable(title, seconds=2)
    page = open_player(open_page, live_server.url, a_profile(), f"/watch/{title.slug}/")
    page.set_viewport_size({"width": width, "height": 844})
    page.keyboard.press("k")
    page.keyboard.press("0")
    page.keyboard.press("c")
    cue = page.locator("[data-part='captions'] span")

    expect(cue).to_have_text("Hello.")
    said, controls = cue.bounding_box(), page.locator(".player__bottom").bounding_box()
    assert said is not None
    assert controls is not None
    assert said["y"] + said["height"] <= controls["y"]
    page.keyboard.press("k")
    until(page, "document.querySelector('video').ended")

    expect(cue).to_have_count(0)


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_video_that_may_not_begin_by_itself_shows_a_large_button(
    open_page: Callable[..., Page], live_server: Any
) -> None:
    profile, title = a_profile(), a_title()
    a_playable(title)
    page = open_page("about:blank")
    page.add_init_script(
        "const play = HTMLMediaElement.prototype.play; HTMLMediaElement.prototype.play = function () {"
        " HTMLMediaElement.prototype.play = play; return Promise.reject(new DOMException('', 'NotAllowedError')); };"
    )
    session = signed_in(profile).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.goto(f"/watch/{title.slug}/")
    large = page.get_by_role("button", name=f"Play {title.name}")

    large.click()

    expect(page.locator(".player")).to_have_attribute("data-playing", "")
    expect(large).to_be_hidden()


def test_picture_stands_until_the_video_begins() -> None:
    title, bare = a_title(), a_title()
    a_playable(title)
    a_playable(bare)
    an_artwork(title, kind="tile")
    large = an_artwork(title, kind="billboard")
    client = signed_in(a_profile())

    assert f'poster="{large.image.url}"' in html(client, f"/watch/{title.slug}/")
    assert "poster=" not in html(client, f"/watch/{bare.slug}/")
