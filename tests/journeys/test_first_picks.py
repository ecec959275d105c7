"""Two newcomers who like other things see other pages; and whoever does not know what to watch is given something."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import PlaySession, Rating, ServedPage
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.journeys.walking import OpenPage, begin_playing, demo_profile, is_true_there, names_on, sign_in, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def of_genre(page: Page, genre: str) -> list[str]:
    """The titles that can be ticked and are of the genre."""
    names: list[str] = page.locator(".pick", has_text=genre).locator(".pick__name").all_inner_texts()
    return names


def tick(page: Page, name: str) -> None:
    page.get_by_role("checkbox", name=name, exact=True).check()


def a_newcomer(page: Page, name: str, genre: str) -> list[str]:
    """Make a profile, pick what is of one genre, and answer what the first page shows."""
    page.goto("/profiles/new/")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Make profile").click()
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("heading", name="Pick a few you like")).to_be_visible()
    liked = of_genre(page, genre)[:4]
    assert len(liked) >= 2, "Too few of this genre are asked about."
    for one in liked:
        tick(page, one)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="A few more, near to those")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", name="Here is what we would start with")).to_be_visible()
    page.get_by_role("link", name="To your page").click()
    page.locator(".billboard").wait_for()
    return names_on(page)


def test_opposite_picks_make_other_first_pages(demo: None, open_page: OpenPage) -> None:
    page = open_page("/account/login/")
    sign_in(page, email="admin@marquee.example")
    page.get_by_role("button", name="Otto", exact=True).click()
    page.locator(".billboard").wait_for()

    funny, dark = a_newcomer(page, "Ivo", "Comedy"), a_newcomer(page, "Uma", "Crime")

    def share(names: list[str], genre: str) -> float:
        found = Title.objects.filter(name__in=names).distinct()
        return found.filter(genres__name=genre).count() / found.count()

    assert share(funny, "Comedy") > share(dark, "Comedy")
    assert share(dark, "Crime") > share(funny, "Crime")
    assert funny[0] != dark[0] or funny[1:7] != dark[1:7]
    assert Rating.objects.filter(profile=Profile.objects.filter(name="Ivo").latest("pk"), value=4).count() >= 2


def test_a_title_is_liked_or_not_never_both_and_the_count_says_how_many(
    demo: None, open_as: Callable[..., Page]
) -> None:
    page = open_as(demo_profile("Nell"), "/begin/")
    first = page.locator(".pick").first
    first.locator(".pick__like").check()
    expect(page.get_by_text("1 picked, 2 to go")).to_be_visible()
    first.locator(".pick__no input").check()
    expect(first.locator(".pick__like")).not_to_be_checked()
    expect(page.get_by_text("1 picked")).to_have_count(0)


def test_picks_need_no_script(demo: None, open_as: Callable[..., Page]) -> None:
    nell = demo_profile("Nell")
    before = Rating.objects.filter(profile=nell).count()
    page = open_as(nell, "/begin/", javascript=False)
    page.locator(".pick__like").nth(0).check()
    page.locator(".pick__like").nth(1).check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Done").click()

    expect(page.get_by_role("heading", name="Here is what we would start with")).to_be_visible()
    assert Rating.objects.filter(profile=nell).count() == before + 2


def test_what_is_said_to_who_picks_nothing_lies_under_no_header(
    transactional_db: None, open_as: Callable[..., Page]
) -> None:
    a_title()
    page = open_as(a_profile(), "/begin/")
    page.get_by_role("button", name="Go on").click()

    said = page.get_by_role("status").filter(has_text="Nothing picked")
    expect(said).to_be_visible()
    header, message = page.locator(".header").bounding_box(), said.locator(".message").bounding_box()
    assert header is not None
    assert message is not None
    assert message["y"] >= header["y"] + header["height"]


def test_play_something_is_played_and_credited(demo: None, open_as: Callable[..., Page]) -> None:
    nell = demo_profile("Nell")
    page = open_as(nell)
    page.get_by_role("link", name="Play something").click()
    first = page.locator(".billboard__name").inner_text()
    page.get_by_role("button", name="Another").click()
    expect(page.locator(".billboard__name")).not_to_have_text(first)
    shown = ServedPage.objects.filter(profile=nell, surface="something").latest("served_at")
    page.locator(".button--primary").click()
    begin_playing(page)

    until(page, lambda: PlaySession.objects.filter(profile=nell, origin="something").exists(), "the play is credited")
    played = PlaySession.objects.get(profile=nell, origin="something")
    assert (played.page_id, played.row, played.column) == (shown.pk, 0, 0)
    assert played.title_id == shown.content["rows"][0]["tiles"][0]["title"]


def test_after_a_film_come_thumbs_and_three_titles(demo: None, open_as: Callable[..., Page]) -> None:
    nell = demo_profile("Nell")
    page = open_as(nell, "/watch/blue-perihelion/")
    begin_playing(page)
    page.evaluate("const v = document.querySelector('video'); v.currentTime = v.duration - 0.5")
    until(page, lambda: is_true_there(page, "document.querySelector('video').ended"), "the film has ended")

    expect(page.get_by_role("heading", name="How was Blue Perihelion?")).to_be_visible()
    expect(page.locator(".player__ending .tile")).to_have_count(3)
    page.get_by_role("button", name="Love this").click()
    until(page, lambda: Rating.objects.filter(profile=nell, title__slug="blue-perihelion", value=5).exists(), "loved")
    page.locator(".player__ending .tile__link").first.click()
    page.wait_for_url("**/title/**")
    origins = json.loads(page.evaluate("sessionStorage.getItem('marquee.origins')"))
    assert origins[-1]["origin"] == "ending"
