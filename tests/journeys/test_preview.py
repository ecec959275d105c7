"""A pointer that rests on a tile sees more of the title, may act on it, and may be spared of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Profile
from recommendations.models import Event, Rating
from tests.journeys.walking import demo_profile, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LONGER_THAN_A_PREVIEW_TAKES = 1500


def test_a_resting_pointer_sees_more_and_may_rate_and_ask_why(demo: None, open_as: Callable[..., Page]) -> None:
    mira = demo_profile("Mira")
    page = open_as(mira)
    tile = page.locator("[data-row-key^='top_picks'] .tile").first
    tile.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    tile.hover()

    preview = page.locator(".preview")
    expect(preview).to_be_visible()
    title = int(tile.get_attribute("data-title") or 0)
    preview.get_by_role("button", name="Love this").click()
    until(page, lambda: Rating.objects.filter(profile=mira, title_id=title, value=5).exists(), "the thumb was stored")
    preview.get_by_role("link", name="Why this?").click()
    expect(page.get_by_role("dialog")).to_contain_text(tile.locator(".tile__name").inner_text())
    expect(preview).to_have_count(0)
    assert Event.objects.filter(profile=mira, kind="rating", title_id=title).count() == 1


def test_one_preview_is_open_at_a_time_the_one_of_the_tile_rested_on_last(
    demo: None, open_as: Callable[..., Page]
) -> None:
    page = open_as(demo_profile("Mira"))
    tiles = page.locator("[data-row-key^='top_picks'] .tile")
    pointed, focused = tiles.nth(0), tiles.nth(2)
    pointed.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    page.keyboard.press("Shift")  # From here on whoever focuses does so with keys.
    focused.locator(".tile__link").focus()
    expect(focused.locator(".preview")).to_be_visible()

    pointed.hover()
    expect(pointed.locator(".preview")).to_be_visible()
    expect(page.locator(".preview")).to_have_count(1)

    tiles.nth(3).locator(".tile__link").focus()
    expect(tiles.nth(3).locator(".preview")).to_be_visible()
    expect(page.locator(".preview")).to_have_count(1)


def test_a_profile_that_wants_no_previews_sees_none(demo: None, open_as: Callable[..., Page]) -> None:
    Profile.objects.filter(pk=demo_profile("Mira").pk).update(autoplay_previews=False)
    page = open_as(demo_profile("Mira"))
    page.locator(".row .tile").first.hover()
    page.wait_for_timeout(LONGER_THAN_A_PREVIEW_TAKES)
    expect(page.locator(".preview")).to_have_count(0)
