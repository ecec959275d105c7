"""Somebody comes for the first time, joins, watches something and comes back to it."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Profile
from recommendations.models import WatchProgress
from tests.journeys.walking import OpenPage, begin_playing, headings_on, position, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

CLAIMS = ("because you", "you liked", "you watched", "you saved", "top picks for", "% match", "match:")


def join(page: Page) -> None:
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Email").fill("zoe@example.com")
    page.get_by_label("Password").fill("plum tower quiet lamp")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Make the first profile")).to_be_visible()
    page.get_by_label("Name").fill("Zoe")
    page.get_by_role("button", name="Make profile").click()


def test_a_newcomer_joins_watches_and_resumes(demo: None, open_page: OpenPage) -> None:
    page = open_page("/")
    join(page)
    if page.url.endswith("/profiles/"):
        page.get_by_role("button", name="Zoe", exact=True).click()
    expect(page.get_by_role("heading", name="Pick a few you like")).to_be_visible()
    page.get_by_role("link", name="Skip", exact=True).click()
    expect(page.locator(".billboard")).to_be_visible()

    # Nothing is known of Zoe, so nothing may claim to be.
    page.goto("/?rows=40")
    words = page.locator("main").inner_text().lower()
    assert not [claim for claim in CLAIMS if claim in words]
    assert "Continue watching" not in headings_on(page)

    page.locator(".row .tile__link", has_text="Blue Perihelion").first.click()
    expect(page.get_by_role("heading", level=1, name="Blue Perihelion")).to_be_visible()
    page.get_by_role("link", name="Play", exact=True).click()
    begin_playing(page)
    until(page, lambda: position(page) >= 4, "four seconds were played")
    page.keyboard.press("k")
    page.get_by_role("link", name="Back to Blue Perihelion").click()

    zoe = Profile.objects.get(name="Zoe")
    until(page, lambda: WatchProgress.objects.filter(profile=zoe, position_seconds__gte=3.5), "progress was stored")
    page.goto("/")
    expect(page.get_by_role("heading", name="Continue watching")).to_be_visible()
    begun = page.locator("[data-row-key^='continue'] .tile__link")
    expect(begun).to_have_count(1)
    expect(begun).to_contain_text("Blue Perihelion")
    begun.click()
    until(page, lambda: position(page) >= 3.5, "it resumes where it was left")
    assert position(page) < 15
