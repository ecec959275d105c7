"""A browser without scripts: everything that matters is a link or a form."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from recommendations.models import HiddenTitle, ListEntry, Rating
from tests.journeys.walking import OpenPage, demo_profile, names_on, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_browsing_rating_listing_hiding_and_watching_need_no_script(demo: None, open_page: OpenPage) -> None:
    page = open_page("/account/login/", javascript=False)
    sign_in(page, email="demo@marquee.example")
    page.locator(".gate__profile", has_text="Nell").click()
    nell = demo_profile("Nell")
    page.goto("/?rows=2")
    rows = page.locator("main .row").count()
    page.get_by_role("link", name="More rows").click()
    expect(page.locator("main .row").nth(rows)).to_be_visible()

    page.get_by_role("searchbox").fill("salt cartografer")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".tile__link", has_text="The Salt Cartographer").click()
    address = page.url
    page.get_by_role("button", name="I like this").click()
    expect(page.get_by_text("You like The Salt Cartographer.")).to_be_visible()
    expect(page.get_by_role("button", name="I like this")).to_have_attribute("aria-pressed", "true")
    assert Rating.objects.get(profile=nell, title__name="The Salt Cartographer").value == 4
    page.get_by_role("button", name="I like this").click()
    assert not Rating.objects.filter(profile=nell, title__name="The Salt Cartographer").exists()

    page.get_by_role("button", name="My List").click()
    assert ListEntry.objects.filter(profile=nell, title__name="The Salt Cartographer").exists()
    page.get_by_role("link", name="My List", exact=True).click()
    assert "The Salt Cartographer" in names_on(page)

    page.goto("/title/velvet-static/")
    page.get_by_role("button", name="Not interested").click()
    assert HiddenTitle.objects.filter(profile=nell, title__slug="velvet-static").exists()
    page.goto("/?rows=40")
    assert "Velvet Static" not in names_on(page)

    page.goto(address)
    page.locator(".button--primary").click()
    expect(page.locator("video")).to_be_visible()
    assert page.locator("video").get_attribute("controls") is not None
    expect(page.locator(".player__chrome")).to_be_hidden()
    expect(page.get_by_role("link", name="Back to The Salt Cartographer").last).to_be_visible()


def test_why_this_is_a_page_without_scripts(demo: None, open_as: Callable[..., Page]) -> None:
    page = open_as(demo_profile("Mira"), javascript=False)
    name = page.locator(".billboard__name").inner_text()
    page.get_by_role("link", name="Why this?").first.click()
    expect(page.get_by_role("heading", level=1, name=f"Why {name}?")).to_be_visible()
