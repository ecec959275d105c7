"""axe-core finds nothing serious on any page, on a phone and on a laptop; every page's console is silent."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.flows.pin import set_pin
from tests.journeys.walking import OpenPage, demo_profile

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WIDTHS = (390, 1440)
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    # The faults alone are told whole; to describe every element that passed takes three times as long as to examine it.
    "resultTypes": ["violations"],
}
GRAVE = ("serious", "critical")
AXE = Axe()


def faults(page: Page) -> list[str]:
    """What axe finds grave on this page, each with the place it is at."""
    found: dict[str, Any] = AXE.run(page, options=RULES)
    return [
        f"{page.url} at {page.viewport_size}: {problem['help']}: {place['target']} {place['html'][:160]}"
        for problem in found["violations"]
        if problem["impact"] in GRAVE
        for place in problem["nodes"][:4]
    ]


def sideways(page: Page) -> list[str]:
    """A page that scrolls sideways hides what is beside it."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url} at {page.viewport_size} is {wider} pixels too wide"] if wider > 0 else []


def examine(page: Page, paths: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for path in paths:
        page.goto(path)
        found += faults(page) + sideways(page)
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_before_signing_in_have_no_grave_fault(demo: None, open_page: OpenPage, width: int) -> None:
    page = open_page("/account/login/", width=width)
    assert examine(page, ("/account/login/", "/account/signup/", "/account/password/reset/")) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_that_show_titles_have_no_grave_fault(demo: None, open_as: Callable[..., Page], width: int) -> None:
    page = open_as(demo_profile("Mira"), width=width)
    paths = (
        "/", "/series/", "/my-list/", "/search/", "/search/?q=ligthouse", "/search/?q=xqzvwk",
        "/title/brass-and-thunder/", "/title/cold-lantern-bay/", "/genre/comedy/", "/history/",
        "/taste/", "/title/brass-and-thunder/why/", "/begin/", "/begin/learned/",
        "/begin/more/", "/something/", "/surprise/", "/watch/blue-perihelion/after/",
        "/watch/blue-perihelion/",
    )  # fmt: skip
    found = examine(page, paths)
    page.goto("/")
    page.get_by_role("link", name="Why this?").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    found += faults(page)
    page.keyboard.press("Escape")
    page.locator("summary.menu__button").click()
    found += faults(page)
    assert found == []


@pytest.mark.parametrize("width", WIDTHS)
def test_what_a_child_is_told_of_its_taste_has_no_grave_fault(
    demo: None, open_as: Callable[..., Page], width: int
) -> None:
    page = open_as(demo_profile("Pip"), width=width)
    page.get_by_role("link", name="Why this?").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    found = faults(page)
    assert found + examine(page, ("/taste/",)) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_the_household_have_no_grave_fault(demo: None, open_as: Callable[..., Page], width: int) -> None:
    mira = demo_profile("Mira")
    page = open_as(demo_profile("Theo"), width=width)
    set_pin(profile=mira, pin="7391")
    paths = (
        "/profiles/", "/profiles/manage/", "/profiles/new/", f"/profiles/{demo_profile('Theo').uid}/",
        f"/profiles/{mira.uid}/pin/", "/account/", "/devices/", "/account/sessions/", "/account/2fa/",
        "/account/password/change/", "/account/email/",
    )  # fmt: skip
    assert examine(page, paths) == []
