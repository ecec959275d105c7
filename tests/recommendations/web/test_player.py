"""The player's page: plain without JavaScript, its own controls with it, honest when there is no video."""

import io
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import Event, WatchProgress
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_caption, a_series, a_title, a_video
from tests.factories.recommendations import a_play, progress_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media_in(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_clip(seconds: int) -> bytes:
    """Silence that every browser's video element plays, and whose length it knows."""
    target = io.BytesIO()
    with wave.open(target, "wb") as clip:
        clip.setnchannels(1)
        clip.setsampwidth(1)
        clip.setframerate(8000)
        clip.writeframes(b"\x80" * 8000 * seconds)
    return target.getvalue()


def a_playable(title: Title, *, seconds: int = 20, **fields: Any) -> None:
    video = a_video(title, content=a_clip(seconds), mime_type="audio/wav", duration_seconds=seconds, **fields)
    a_caption(video)


def html(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_captions_start_in_the_profiles_language() -> None:
    title = a_title()
    a_playable(title)
    a_caption(title.videos.get(), language="de", label="Deutsch")

    german = html(signed_in(a_profile(language="de")), f"/watch/{title.slug}/")
    english = html(signed_in(a_profile(language="en")), f"/watch/{title.slug}/")

    assert german.index('srclang="de"') < german.index('srclang="en"')
    assert english.index('srclang="en"') < english.index('srclang="de"')


def test_page_plays_without_javascript() -> None:
    title = a_title()
    a_playable(title, is_demo_clip=True)

    page = html(signed_in(a_profile()), f"/watch/{title.slug}/")

    assert "<video" in page
    assert " controls " in page
    assert 'kind="captions"' in page
    assert "Demo clip" in page


def test_title_that_is_not_for_this_profile_is_404() -> None:
    title, child = a_title(maturity=16), a_profile(is_kids=True)

    assert signed_in(child).get(f"/watch/{title.slug}/").status_code == 404
    assert signed_in(child).post(f"/watch/{title.slug}/watched/").status_code == 404


def test_series_goes_on_where_it_was_left() -> None:
    profile, series = a_profile(), a_series(episodes=2)
    client, path = signed_in(profile), f"/watch/{series.slug}/"
    assert client.get(path)["Location"] == f"/watch/{series.slug}/1/1/"

    a_play(profile, series, episode=series.seasons.get().episodes.get(number=1), seconds=95.0)

    assert client.get(path)["Location"] == f"/watch/{series.slug}/1/2/"


@pytest.mark.parametrize("path", ["9/9/", "99999999999999999999/1/", "1/99999/"])
def test_episode_that_does_not_exist_is_404(path: str) -> None:
    series = a_series()

    assert signed_in(a_profile()).get(f"/watch/{series.slug}/{path}").status_code == 404


def test_resume_is_of_this_profile_and_begins_anew_when_finished() -> None:
    profile, title, done = a_profile(), a_title(), a_title()
    for item in (title, done):
        a_playable(item)
    a_play(profile, title, seconds=40.0)
    a_play(profile, done, seconds=95.0)
    client = signed_in(profile)

    assert 'data-resume="40.000"' in html(client, f"/watch/{title.slug}/")
    assert 'data-resume="0.000"' in html(client, f"/watch/{done.slug}/")
    assert 'data-resume="0.000"' in html(signed_in(a_profile()), f"/watch/{title.slug}/")


def test_title_without_video_says_so_and_can_be_marked_as_watched() -> None:
    profile, title = a_profile(), a_title()
    client = signed_in(profile)
    assert "No video comes with this title" in html(client, f"/watch/{title.slug}/")

    client.post(f"/watch/{title.slug}/watched/")

    progress = progress_of(profile, title)
    assert progress is not None
    assert progress.completed
    assert "You have marked it as watched" in html(client, f"/watch/{title.slug}/")


@pytest.mark.parametrize("episode", ["", "x", "9" * 40, "²"])
def test_hostile_episode_marks_the_title(episode: str) -> None:
    profile, title = a_profile(), a_title()

    assert signed_in(profile).post(f"/watch/{title.slug}/watched/", {"episode": episode}).status_code == 302
    assert progress_of(profile, title) is not None


def test_page_takes_a_fixed_number_of_queries(django_assert_max_num_queries: Any) -> None:
    series = a_series(episodes=8)
    for episode in series.seasons.get().episodes.all():
        a_playable(series, episode=episode)
    client = signed_in(a_profile())

    with django_assert_max_num_queries(12):
        html(client, f"/watch/{series.slug}/1/3/")


def open_player(open_page: Callable[..., Page], site: str, profile: Profile, path: str) -> Page:
    page = open_page("about:blank")
    session = signed_in(profile).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.goto(path)
    until(page, "document.querySelector('video').readyState >= 1")
    if page.evaluate("document.querySelector('video').paused"):
        page.keyboard.press("k")
    expect(page.locator(".player")).to_have_attribute("data-playing", "")
    return page


def until(page: Page, condition: str) -> None:
    """Wait for a condition on the page; the page's own policy forbids playwright's way, which evaluates there."""
    for _attempt in range(300):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_keys_play_and_progress_is_stored(open_page: Callable[..., Page], live_server: Any) -> None:
    profile, title = a_profile(), a_title()
    a_playable(title)
    page = open_player(open_page, live_server.url, profile, f"/watch/{title.slug}/")
    captions = page.get_by_role("button", name="Captions")
    expect(captions).to_have_attribute("aria-pressed", "false")

    page.keyboard.press("2")
    until(page, "document.querySelector('video').currentTime >= 4")
    page.keyboard.press("l")
    page.keyboard.press("c")
    page.keyboard.press(">")
    expect(captions).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.querySelector('video').playbackRate") == 1.25
    page.keyboard.press("3")
    page.keyboard.press("k")
    expect(page.locator(".player")).not_to_have_attribute("data-playing", "")
    page.goto("about:blank")

    for _attempt in range(300):
        if Event.objects.filter(kind="progress").exists():
            break
        page.wait_for_timeout(100)
    progress = WatchProgress.objects.get(profile=profile, title=title)
    assert 5 <= progress.position_seconds <= 9
    assert progress.duration_seconds == pytest.approx(20, abs=0.1)
    assert {"play", "progress"} <= set(Event.objects.values_list("kind", flat=True))


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_next_episode_waits_when_the_profile_wants_it(open_page: Callable[..., Page], live_server: Any) -> None:
    series = a_series(episodes=2)
    for episode in series.seasons.get().episodes.all():
        a_playable(series, episode=episode, seconds=2)
    profile = a_profile(autoplay_next=False)
    page = open_player(open_page, live_server.url, profile, f"/watch/{series.slug}/1/1/")

    page.keyboard.press("9")

    expect(page.get_by_role("link", name="Play now")).to_be_visible()
    expect(page.locator("[data-part='countdown']")).to_have_text("")
    page.keyboard.press("n")
    page.wait_for_url(f"**/watch/{series.slug}/1/2/?next=1")
