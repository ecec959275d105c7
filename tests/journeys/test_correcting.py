"""Mira corrects what the site believes of her: the next page shows it, and it can be taken back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from catalog.models import Title
from recommendations.models import Adjustment, StoppedRow, TasteState, WatchProgress
from tests.journeys.walking import all_rows, demo_profile, headings_on

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

COLUMNS, ROWS = 6, 4


RECOMMENDED = "main .row:not(.row--continue, .row--my_list)"


def share_of(page: Page, genre: str) -> float:
    """Of the tiles in the first columns of the first rows that recommend."""
    all_rows(page)
    rows = page.locator(RECOMMENDED).all()[:ROWS]
    ids = [
        int(tile.get_attribute("data-title") or 0)
        for row in rows
        for tile in row.locator(".tile").all()[:COLUMNS]
    ]  # fmt: skip
    of_it = set(Title.objects.filter(genres__name=genre).values_list("pk", flat=True))
    return sum(title in of_it for title in ids) / len(ids)


def dial(place: Page | Locator, name: str) -> Locator:
    return place.get_by_role("group", name=f"How much {name}", exact=True)


def test_less_of_a_genre_from_why_this_shows_on_the_next_page_and_is_taken_back_on_the_taste_page(
    demo: None, open_as: Callable[..., Page]
) -> None:
    mira = demo_profile("Mira")
    page = open_as(mira)
    page.get_by_role("link", name="Why this?").first.click()
    dialog = page.get_by_role("dialog")
    dialog.locator(".why__dial").first.wait_for()
    genres = dialog.locator(".why__dial:has(form[id^='genre-']) > span").all_inner_texts()
    before, genre = max((share_of(page, name), name) for name in genres)
    assert before > 0.2

    page.goto("/")
    page.get_by_role("link", name="Why this?").first.click()
    dial(dialog, genre).get_by_role("button", name="Less").click()
    expect(dialog.get_by_role("status")).to_contain_text(f"You will see less of this: {genre}.")
    expect(dial(dialog, genre).get_by_role("button", name="Less")).to_have_attribute("aria-pressed", "true")
    expect(dial(dialog, genre).get_by_role("button", name="Less")).to_be_focused()
    assert Adjustment.objects.get(profile=mira).wanted == "less"
    less = share_of(page, genre)
    assert less < before

    page.goto("/taste/")
    expect(dial(page, genre).get_by_role("button", name="Less")).to_have_attribute("aria-pressed", "true")
    dial(page, genre).get_by_role("button", name="Never").click()
    expect(dial(page, genre).get_by_role("button", name="Never")).to_have_attribute("aria-pressed", "true")
    assert share_of(page, genre) == 0
    of_it = {str(pk) for pk in Title.objects.filter(genres__name=genre).values_list("pk", flat=True)}
    shown = {tile.get_attribute("data-title") for tile in page.locator(f"{RECOMMENDED} .tile").all()}
    assert shown
    assert not shown & of_it

    page.goto("/taste/")
    dial(page, genre).get_by_role("button", name="As it is").click()
    expect(page.get_by_role("status")).to_contain_text(f"no more and no less: {genre}.")
    assert not Adjustment.objects.exists()
    assert share_of(page, genre) > less


def test_everything_in_why_this_works_without_scripts_and_is_taken_back_there(
    demo: None, open_as: Callable[..., Page]
) -> None:
    mira = demo_profile("Mira")
    page = open_as(mira, javascript=False)
    all_rows(page)
    row = page.locator("main .row--because").first
    heading, key = row.locator("h2").inner_text(), row.get_attribute("data-row-key")
    token, tile = page.locator("main").get_attribute("data-page"), row.locator(".tile").first
    place = f"row={tile.get_attribute('data-row')}&column={tile.get_attribute('data-column')}"
    page.goto(f"/why/?page={token}&{place}")

    cause = page.locator(".why__cause").first
    name = cause.locator("a").first.inner_text()
    cause.get_by_role("button", name=f"Do not learn from {name}").click()
    expect(page.get_by_text("It stays in your history, and recommends nothing.")).to_be_visible()
    assert WatchProgress.objects.filter(profile=mira, title__name=name, excluded=True).exists()
    page.get_by_role("button", name=f"Learn from {name} again").click()
    assert not WatchProgress.objects.filter(profile=mira, excluded=True).exists()

    page.get_by_role("button", name="Stop using this row").click()
    expect(page.get_by_role("button", name="Use this row again")).to_be_visible()
    assert StoppedRow.objects.get(profile=mira).row == key
    all_rows(page)
    assert heading not in headings_on(page)
    page.goto("/taste/")
    seed = heading.removeprefix("Because you liked ").removeprefix("Because you watched ")
    page.get_by_role("button", name=f"Use Because of {seed} again").click()
    assert not StoppedRow.objects.exists()

    page.goto(f"/why/?page={token}&{place}")
    page.get_by_role("button", name="Not interested").click()
    expect(page.get_by_role("button", name="Suggest it again")).to_be_visible()
    page.get_by_role("button", name="Suggest it again").click()
    expect(page.get_by_role("button", name="Not interested")).to_be_visible()


def test_starting_afresh_is_confirmed_seen_and_taken_back(demo: None, open_as: Callable[..., Page]) -> None:
    mira = demo_profile("Mira")
    page = open_as(mira)
    name = page.locator("main .row--continue .tile__name").first.inner_text()
    page.locator("summary.menu__button").click()
    page.get_by_role("link", name="Your taste").click()
    page.get_by_label("Yes, recommend by nothing that I did until now.").check()
    page.get_by_role("button", name="Start afresh").click()
    expect(page.get_by_text("Your history stays, and recommends nothing from here on.")).to_be_visible()
    expect(page.get_by_text("Nothing is known yet of what Mira likes.")).to_be_visible()

    all_rows(page)
    assert "Popular on Marquee" in headings_on(page)
    assert "Top picks for Mira" not in headings_on(page)
    assert not [heading for heading in headings_on(page) if heading.startswith("Because")]
    assert page.locator("main .row--continue .tile__name").first.inner_text() == name

    page.goto("/taste/")
    page.get_by_role("button", name="Count all of it again").click()
    assert TasteState.objects.get(profile=mira).restarted_at is None
    all_rows(page)
    assert "Top picks for Mira" in headings_on(page)
    assert "Popular on Marquee" not in headings_on(page)
