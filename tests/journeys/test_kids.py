"""Pip is a child: whatever can be clicked from the first page on, nothing is above what Pip may see."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.flows.pin import set_pin
from catalog.models import Title
from tests.journeys.walking import OpenPage, demo_profile, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SEARCHES = ("a", "horror", "crime", "dark", "Mossgrave", "Cold Lantern Bay", "Low Tide Casino", "xqzvwk")


KEPT = ("page=", "rows=", "cursor=", "title=")


def links_in(html: str) -> set[str]:
    """The addresses of this site that can be followed, without their query, except where it says what is asked for."""
    found = {urlsplit(unescape(address)) for address in re.findall(r'<a [^>]*href="(/[^"]*)"', html)}
    return {address.path + (f"?{address.query}" if address.query.startswith(KEPT) else "") for address in found}


def test_a_crawl_of_everything_a_child_can_click_meets_nothing_above_the_ceiling(
    demo: None, open_as: Callable[..., Page]
) -> None:
    pip = demo_profile("Pip")
    forbidden = dict(Title.objects.filter(maturity__gt=pip.maturity_ceiling).values_list("slug", "name"))
    assert len(forbidden) > 10
    page = open_as(pip)
    waiting = [f"/search/?q={query}" for query in SEARCHES] + sorted(links_in(page.content()))
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = page.context.request.get(address)
        assert answer.status < 400, f"{address} leads nowhere: {answer.status}"
        html = unescape(answer.text())
        typed = address.partition("?q=")[2]
        for slug, name in forbidden.items():
            assert f"/{slug}/" not in html, f"{address} links to {name}"
            assert name == typed or name not in html, f"{address} shows {name}"
        waiting += sorted(links_in(html) - seen)

    assert len(seen) > 60
    titles = {address for address in seen if re.fullmatch(r"/title/[^/]+/", address)}
    may_see = Title.objects.visible_to(ceiling=pip.maturity_ceiling, country=pip.country, at=timezone.now())
    assert len(titles) == may_see.count()


def test_a_forbidden_title_is_not_there_for_a_child_who_knows_its_address(
    demo: None, open_as: Callable[..., Page]
) -> None:
    page = open_as(demo_profile("Pip"))
    for address in ("/title/mossgrave/", "/watch/mossgrave/", "/watch/cold-lantern-bay/"):
        answer = page.context.request.get(address)
        assert answer.status == 404, address


def test_the_way_from_a_child_to_an_adult_leads_through_the_pin(demo: None, open_page: OpenPage) -> None:
    set_pin(profile=demo_profile("Mira"), pin="7391")
    page = open_page("/account/login/")
    sign_in(page, email="demo@marquee.example")
    page.locator(".gate__profile", has_text="Pip").click()
    expect(page.locator(".billboard")).to_be_visible()
    page.locator("summary.menu__button").click()
    page.get_by_role("link", name="Switch profile").click()
    page.locator(".gate__profile", has_text="Mira").click()

    page.get_by_label("PIN, four digits").fill("0000")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("4 tries left.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("Menu of Mira")).to_have_count(0)
    page.goto("/profiles/")
    page.locator(".gate__profile", has_text="Mira").click()
    page.get_by_label("PIN, four digits").fill("7391")
    page.get_by_role("button", name="Open").click()

    expect(page.get_by_text("Menu of Mira")).to_be_attached()
