"""What the real page reports arrives in PostgreSQL, with its place; what could not be sent is sent later, once."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import Event, Impression, ServedPage
from tests.journeys.walking import begin_playing, demo_profile, position, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# What a fetch does without a network; Chromium's own offline mode would also put the failure on the console.
UNREACHABLE = """
if (sessionStorage.getItem('unreachable')) window.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
"""


def events_of(profile: Profile, kind: str) -> list[Event]:
    """Oldest first; the seed brings a history, but no events."""
    return list(Event.objects.filter(profile=profile, kind=kind).order_by("at"))


@pytest.fixture
def theo(demo: None) -> Profile:
    return demo_profile("Theo")


def kept_in(page: Page) -> list[dict[str, object]]:
    """The events that the browser holds back."""
    stored = page.evaluate(
        "JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith('marquee.events.'))"
        ".flatMap(([, value]) => JSON.parse(value)))"
    )
    found: list[dict[str, object]] = json.loads(stored)
    return found


def kinds_kept_in(page: Page) -> set[object]:
    return {event["kind"] for event in kept_in(page)}


def test_what_was_seen_and_rested_on_arrives_with_its_place(theo: Profile, open_as: Callable[..., Page]) -> None:
    page = open_as(theo)
    tile = page.locator(".row .tile").first
    tile.scroll_into_view_if_needed()
    tile.hover()
    page.wait_for_timeout(3300)
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(1300)
    page.goto("/search/")

    until(page, lambda: events_of(theo, "dwell"), "dwelling arrived")
    until(page, lambda: events_of(theo, "scroll"), "the scroll depth arrived")
    seen = list(Impression.objects.filter(profile=theo).order_by("row", "column"))
    stored = ServedPage.objects.get(profile=theo)
    assert {impression.page_id for impression in seen} == {stored.pk}
    assert {-1, 0} <= {impression.row for impression in seen}, "The billboard and the first row were on the screen."
    assert len({(impression.row, impression.column) for impression in seen}) == len(seen)
    assert all(impression.visible_seconds >= 1 for impression in seen)
    assert any(impression.artwork_id for impression in seen)
    [dwell] = events_of(theo, "dwell")
    assert (dwell.page_id, dwell.row, dwell.column) == (stored.pk, 0, 0)
    assert dwell.title_id is not None
    assert 3 < (dwell.value or 0) < 60
    [scroll] = events_of(theo, "scroll")
    assert scroll.page_id == stored.pk
    assert 0 < (scroll.value or 0) <= 1


def test_a_play_says_which_tile_it_came_from(theo: Profile, open_as: Callable[..., Page]) -> None:
    page = open_as(theo)
    tile = page.locator(".row:not([data-row-key^='continue']) .tile").nth(1)
    row, column, artwork = (tile.get_attribute(f"data-{name}") for name in ("row", "column", "artwork"))
    title = Title.objects.get(pk=int(tile.get_attribute("data-title") or 0))
    tile.locator("a").click()
    page.locator(".button--primary").click()
    begin_playing(page)
    until(page, lambda: position(page) > 2, "two seconds were played")
    page.keyboard.press("k")

    until(page, lambda: events_of(theo, "progress"), "progress arrived")
    [play] = events_of(theo, "play")
    assert play.title == title
    assert play.page_id == ServedPage.objects.get(profile=theo).pk
    assert (str(play.row), str(play.column), str(play.artwork_id)) == (row, column, artwork)
    assert play.details["origin"] == "row"
    progress = events_of(theo, "progress")[0]
    assert progress.title == title
    assert progress.details["play_session"] == play.details["play_session"]
    assert (progress.value or 0) > 1


def test_a_search_arrives_with_its_words_and_how_much_it_found(theo: Profile, open_as: Callable[..., Page]) -> None:
    page = open_as(theo, "/search/")
    page.get_by_role("searchbox").press_sequentially("ligthouse", delay=20)
    expect(page.get_by_role("heading", level=1, name="ligthouse")).to_be_visible()

    until(page, lambda: events_of(theo, "search"), "the search arrived")

    search = events_of(theo, "search")[-1]
    assert search.details == {"query": "ligthouse", "results": 2}
    assert "ligthouse" not in json.dumps(kept_in(page)), "What was typed is not left on the device."


def test_offline_events_survive_a_reload_and_arrive_once(theo: Profile, open_as: Callable[..., Page]) -> None:
    page = open_as(theo, "/devices/")
    page.add_init_script(UNREACHABLE)
    page.evaluate("sessionStorage.setItem('unreachable', 'yes')")
    page.goto("/")
    home, token = ServedPage.objects.get(profile=theo), page.locator("main").get_attribute("data-page")
    until(page, lambda: "impression" in kinds_kept_in(page), "something was seen for a second")
    page.goto("/title/blue-perihelion/")
    until(page, lambda: kinds_kept_in(page) >= {"impression", "scroll"}, "what was seen is held back")
    held = kept_in(page)
    assert not events_of(theo, "scroll")
    assert not Impression.objects.filter(profile=theo).exists()
    page.reload()
    assert {event["id"] for event in held} <= {event["id"] for event in kept_in(page)}

    page.evaluate("sessionStorage.removeItem('unreachable')")
    page.goto("/films/")
    until(page, lambda: events_of(theo, "scroll"), "what was held back arrived")
    page.goto("/series/")

    until(page, lambda: not kept_in(page), "the queue was emptied")
    scrolls = [str(event["id"]) for event in held if event["kind"] == "scroll"]
    arrived = [str(event.client_id) for event in events_of(theo, "scroll")]
    assert [arrived.count(scroll) for scroll in scrolls] == [1] * len(scrolls)
    reported = [event for event in held if event["kind"] == "impression" and event["page"] == token]
    seen = {(event["row"], event["column"]) for event in reported}
    assert seen
    assert Impression.objects.filter(profile=theo, page_id=home.pk).count() == len(seen)
