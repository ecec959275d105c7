"""The household's Mira rates, and her page becomes another one for a reason that it states."""

import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from recommendations.models import ListEntry, ModelSlot, Rating, RunState, WatchProgress
from recommendations.tasks import send_hint
from tests.journeys.walking import (
    OpenPage,
    a_queued_run,
    all_rows,
    demo_profile,
    headings_on,
    names_on,
    sign_in,
    until,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LOVED, DISLIKED = "Nine Minutes to Varna", "Blue Perihelion"


def thumb(page: Page, title: str, button: str) -> None:
    """Open a title as one does, press a thumb, and see it taken."""
    page.goto(f"/search/?q={title}")
    page.locator(".tile__link", has_text=title).first.click()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("status").filter(has_text=title)).to_be_visible()


def thumb_and_take_back(page: Page, title: str, button: str) -> None:
    thumb(page, title, button)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"Your rating of {title} is taken back.")).to_be_visible()


def test_thumbs_make_another_page_that_names_them(demo: None, open_page: OpenPage) -> None:
    page = open_page("/account/login/")
    sign_in(page, email="demo@marquee.example")
    page.locator(".gate__profile", has_text="Mira").click()
    expect(page.locator(".billboard")).to_be_visible()
    all_rows(page)
    before, rows_before = names_on(page), headings_on(page)
    assert DISLIKED in before

    thumb(page, "Low Tide Casino", "Love this")
    thumb(page, DISLIKED, "Not for me")
    thumb(page, LOVED, "Love this")
    all_rows(page)

    after = names_on(page)
    assert after != before
    assert DISLIKED not in after
    assert headings_on(page) != rows_before
    said = page.locator("main").inner_text()
    assert f"Because you liked {LOVED}" in said, "Nothing on the page names the title that was loved."

    # What was taken back counts no longer.
    page.goto(f"/search/?q={DISLIKED}")
    page.locator(".tile__link", has_text=DISLIKED).first.click()
    page.get_by_role("button", name="Not for me").click()
    expect(page.get_by_text(f"Your rating of {DISLIKED} is taken back.")).to_be_visible()
    all_rows(page)
    assert DISLIKED in names_on(page)


def test_undo_beside_the_word_of_thanks_takes_a_thumb_back(demo: None, open_as: Callable[..., Page]) -> None:
    mira = demo_profile("Mira")
    page = open_as(mira)
    all_rows(page)
    before = names_on(page)

    thumb_and_take_back(page, DISLIKED, "Not for me")

    assert not Rating.objects.filter(profile=mira, title__name=DISLIKED).exists()
    all_rows(page)
    assert set(names_on(page)) == set(before)


def test_why_this_tells_the_causes_that_were_recorded(demo: None, open_as: Callable[..., Page]) -> None:
    mira = demo_profile("Mira")
    page = open_as(mira)
    reason = page.locator(".billboard__reason").inner_text()

    page.get_by_role("link", name="Why this?").first.click()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(reason)
    causes = dialog.locator(".why__cause > a").all_inner_texts()
    hers = set(Rating.objects.filter(profile=mira, value__gte=4).values_list("title__name", flat=True))
    hers |= set(WatchProgress.objects.filter(profile=mira).values_list("title__name", flat=True))
    hers |= set(ListEntry.objects.filter(profile=mira).values_list("title__name", flat=True))
    hers -= set(Rating.objects.filter(profile=mira, value=1).values_list("title__name", flat=True))
    assert causes
    assert set(causes) <= hers, "A cause was named that she never chose."
    assert causes[0] in reason
    shares = [int(text.rstrip(" %")) for text in dialog.locator(".why__cause > span").all_inner_texts()]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 101
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_worker_retrains_and_the_page_follows(
    demo: None, open_as: Callable[..., Page], start_worker: Callable[..., "subprocess.Popen[bytes]"]
) -> None:
    page = open_as(demo_profile("Theo"))
    all_rows(page)
    token, digest = page.locator("main").get_attribute("data-page"), ModelSlot.objects.get().version.digest
    thumb(page, "Two Spoons for Trieste", "Love this")
    start_worker()
    run = a_queued_run()
    send_hint(run.pk)

    def is_done() -> bool:
        run.refresh_from_db()
        return run.state in (RunState.PROMOTED, RunState.FAILED, RunState.REFUSED)

    until(page, is_done, "a worker finished the run")

    assert run.state == RunState.PROMOTED, f"{run.verdict} {run.error}"
    version = ModelSlot.objects.get().version.digest
    assert version != digest
    all_rows(page)
    assert page.locator("main").get_attribute("data-page") != token
