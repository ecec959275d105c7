"""Search as one types: typing errors, people, moods; and something to watch whatever was typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import demo_profile, is_true_there, names_on, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_results_follow_the_typing(demo: None, open_as: Callable[..., Page]) -> None:
    page = open_as(demo_profile("Mira"))
    page.keyboard.press("/")
    assert is_true_there(page, "document.activeElement.name === 'q'")
    page.keyboard.type("whael")
    page.keyboard.press("Enter")
    box = page.get_by_role("searchbox")
    expect(page.get_by_role("heading", level=1, name="whael")).to_be_visible()
    assert names_on(page)[0] == "What the Whale Heard"

    for typed, found in (
        ("beekepers orkestra", "The Beekeepers' Orchestra"),
        ("perihelon", "Blue Perihelion"),
        ("marzip", "Captain Marzipan"),
    ):
        box.fill("")
        box.press_sequentially(typed, delay=10)
        expect(page.get_by_role("heading", level=1, name=typed)).to_be_visible()
        until(page, lambda found=found: names_on(page)[:1] == [found], f"{typed} finds {found}")  # type: ignore[misc]
    assert page.url.endswith("?q=marzip")

    box.fill("")
    box.press_sequentially("qqxzvwkj", delay=10)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nothing called")
    assert len(names_on(page)) >= 6


def test_people_genres_and_moods_lead_to_their_pages(demo: None, open_as: Callable[..., Page]) -> None:
    page = open_as(demo_profile("Mira"))
    for typed, name, kind in (
        ("Leocadia", "Leocadia Pruss", "person"),
        ("docummentary", "Documentary", "genre"),
        ("bittersweet", "Bittersweet", "mood"),
    ):
        page.goto(f"/search/?q={typed}")
        page.locator("main").get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        assert f"/{kind}/" in page.url
        assert names_on(page)


@pytest.mark.parametrize("query", ["", "   ", "%", "'; DROP TABLE", "💥", "a" * 100])
def test_no_search_ends_empty(demo: None, open_as: Callable[..., Page], query: str) -> None:
    page = open_as(demo_profile("Nell"), "/search/")
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("main .tile").first).to_be_visible()
