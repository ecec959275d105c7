"""Chapters and small pictures: for whom the video is, and over the scrub bar of a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from catalog.models import Title, VideoSource
from recommendations.pages.media_addresses import chapters_address, storyboard_address
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_storyboard, a_title, a_video, some_chapters
from tests.recommendations.web.test_player import a_clip, html, open_player, until

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media_in(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_video_with_chapters(title: Title) -> VideoSource:
    video = a_video(title, content=a_clip(20), mime_type="audio/wav", duration_seconds=20.0)
    some_chapters(video, Opening=0, Middle=6, End=15)
    a_storyboard(video)
    return video


def test_chapters_are_webvtt_of_the_rows() -> None:
    profile, video = a_profile(), a_video_with_chapters(a_title())

    answer = signed_in(profile).get(chapters_address(video=video, profile_id=profile.pk))

    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert "00:00:06.000 --> 00:00:15.000\nMiddle" in answer.content.decode()


def test_map_leads_to_the_sheet_and_only_this_profile_there() -> None:
    profile, sibling = a_profile(), a_profile()
    board = a_storyboard(a_video(a_title()))

    text = signed_in(profile).get(storyboard_address(storyboard=board, profile_id=profile.pk)).content.decode()

    sheet = text.splitlines()[3].partition("#")[0]
    answer = signed_in(profile).get(sheet)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert b"".join(answer).startswith(b"\x89PNG")
    assert signed_in(sibling).get(sheet).status_code == 404


def test_address_of_one_kind_does_not_open_another() -> None:
    profile, video = a_profile(), a_video_with_chapters(a_title())
    address = chapters_address(video=video, profile_id=profile.pk)

    for other in ("/video/", "/captions/", "/storyboard/", "/sheet/"):
        assert signed_in(profile).get(address.replace("/chapters/", other)).status_code == 404


def test_files_that_are_gone_are_404() -> None:
    profile, board = a_profile(), a_storyboard(a_video(a_title()))
    address = storyboard_address(storyboard=board, profile_id=profile.pk)
    board.map.delete(save=False)
    type(board).objects.update(map="storyboards/gone.vtt")

    assert signed_in(profile).get(address).status_code == 404


def test_page_names_only_the_tracks_that_there_are() -> None:
    rich, plain = a_title(), a_title()
    a_video_with_chapters(rich)
    a_video(plain)
    client = signed_in(a_profile())

    assert 'kind="chapters"' in html(client, f"/watch/{rich.slug}/")
    assert 'kind="metadata"' in html(client, f"/watch/{rich.slug}/")
    assert "kind=" not in html(client, f"/watch/{plain.slug}/")


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_scrub_bar_shows_picture_time_and_chapter(open_page: Callable[..., Page], live_server: Any) -> None:
    profile, title = a_profile(), a_title()
    a_video_with_chapters(title)
    page = open_player(open_page, live_server.url, profile, f"/watch/{title.slug}/")
    page.keyboard.press("k")
    until(page, "document.querySelectorAll('.player__ticks span').length === 2")
    until(page, "document.querySelector('track[kind=metadata]').readyState === 2")
    scrub = page.get_by_role("slider", name="Position")
    box = scrub.bounding_box()
    assert box is not None

    scrub.hover(position={"x": box["width"] * 0.48, "y": box["height"] / 2})

    preview = page.locator(".player__preview")
    expect(preview).to_be_visible()
    expect(preview).to_contain_text("Middle")
    expect(preview).to_contain_text("0:09")
    frame = page.locator("[data-part='preview-frame']")
    expect(frame).to_have_css("background-position", "-160px 0px")
    expect(frame).to_have_css("inline-size", "160px")
    page.mouse.move(10, 10)
    expect(preview).to_be_hidden()


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_keys_jump_between_chapters(open_page: Callable[..., Page], live_server: Any) -> None:
    profile, title = a_profile(), a_title()
    a_video_with_chapters(title)
    page = open_player(open_page, live_server.url, profile, f"/watch/{title.slug}/")
    page.keyboard.press("k")
    until(page, "document.querySelectorAll('.player__ticks span').length === 2")

    page.keyboard.press("PageDown")
    until(page, "document.querySelector('video').currentTime === 6")
    page.keyboard.press("PageDown")
    until(page, "document.querySelector('video').currentTime === 15")
    page.keyboard.press("PageUp")

    until(page, "document.querySelector('[data-part=scrub]').value === '6'")
    slider = page.get_by_role("slider", name="Position")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".player__preview")).to_contain_text("Middle")
    expect(slider).to_have_attribute("aria-valuetext", "0:06 of 0:20, Middle")
