"""Arrows alone, as on a remote: the profile menu, select boxes, a calm preview, and letting go of a title."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import WatchProgress
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_series, a_title
from tests.factories.recommendations import a_play
from tests.journeys.walking import is_true_there, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
FOCUS = "document.activeElement"
OpenAs = Callable[..., Page]
LONGER_THAN_A_PREVIEW_TAKES = 1800
# Told by the page's own clock: a busy machine may ask long after the last key.
REMEMBER_WHEN = """() => {
  addEventListener("keydown", () => (window.pressedAt = performance.now()), { capture: true });
  new MutationObserver(() => {
    if (document.querySelector(".preview")) window.appearedAt ??= performance.now();
  }).observe(document.body, { childList: true, subtree: true });
}"""


@pytest.fixture
def ada() -> Profile:
    """Has begun three things, of a catalogue that fills some rows."""
    profile = a_profile()
    films = [a_title(f"Film {number}", genres=["Drama"], short_synopsis="Of the sea.") for number in range(14)]
    for title in (a_series("Salt"), *films[:2]):
        episode = title.seasons.get().episodes.get(number=1) if title.kind == "series" else None
        a_play(profile, title, episode=episode, seconds=40.0, at=timezone.now())
    return profile


def press_until(page: Page, key: str, reached: str, *, most: int = 20) -> None:
    for _press in range(most):
        if is_true_there(page, reached):
            return
        page.keyboard.press(key)
    assert is_true_there(page, reached), f"{most} times {key}: {page.evaluate(f'{FOCUS}.outerHTML.slice(0, 200)')}"


def test_profile_menu_opens_and_leads_on(ada: Profile, open_as: OpenAs) -> None:
    page = open_as(ada)
    page.locator(".row .tile__link").first.focus()

    press_until(page, "ArrowUp", f"{FOCUS}.closest('.header') !== null")
    press_until(page, "ArrowRight", f"{FOCUS}.matches('summary')")
    page.keyboard.press("ArrowDown")
    assert not is_true_there(page, f"{FOCUS}.matches('.menu__item')"), "What is folded away took focus."
    press_until(page, "ArrowUp", f"{FOCUS}.closest('.header') !== null")
    press_until(page, "ArrowRight", f"{FOCUS}.matches('summary')")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert is_true_there(page, f"{FOCUS}.matches('.menu__item')")
    press_until(page, "ArrowDown", f"{FOCUS}.innerText.includes('Settings of')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/profiles/{ada.uid}/")


def test_choices_and_select_boxes_are_passed_by_and_taken_with_enter(ada: Profile, open_as: OpenAs) -> None:
    page = open_as(ada, f"/profiles/{ada.uid}/")
    language = page.locator("select[name=language]")
    before, options = language.input_value(), language.locator("option").count()
    assert options > 1
    faces = page.locator("input[name=avatar]")
    face = page.locator("input[name=avatar]:checked").input_value()
    page.get_by_label("Name").focus()

    press_until(page, "ArrowDown", f"{FOCUS}.matches('input[name=avatar]')")
    page.keyboard.press("ArrowRight")
    assert page.locator("input[name=avatar]:checked").input_value() == face, "Walking past chose another face."
    page.keyboard.press("Enter")
    assert faces.evaluate_all("faces => faces.find(face => face.checked) === document.activeElement")
    press_until(page, "ArrowDown", f"{FOCUS}.matches('select[name=language]')")
    page.keyboard.press("ArrowDown")
    assert not is_true_there(page, f"{FOCUS}.matches('select')")
    assert language.input_value() == before, "Walking past changed it."
    press_until(page, "ArrowUp", f"{FOCUS}.matches('select[name=language]')")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    page.keyboard.press("End" if language.evaluate("element => element.selectedIndex") == 0 else "Home")
    page.keyboard.press("Enter")
    until(page, lambda: language.input_value() != before, "another option is chosen")


def test_select_box_that_tab_came_to_keeps_its_arrows(ada: Profile, open_as: OpenAs) -> None:
    page = open_as(ada, f"/profiles/{ada.uid}/")
    language = page.locator("select[name=language]")
    language.focus()
    before = language.input_value()

    page.keyboard.press("ArrowDown")
    if language.input_value() == before:
        page.keyboard.press("ArrowUp")

    assert language.input_value() != before


def test_resting_on_a_tile_tells_more_and_leaving_ends_it(ada: Profile, open_as: OpenAs) -> None:
    page = open_as(ada)
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(REMEMBER_WHEN)
    page.locator(".row:not(.row--continue) .tile__link").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    preview = page.locator(".preview")

    expect(preview).to_be_visible()
    assert page.evaluate("appearedAt - pressedAt") > 900, "It must not come at once."
    expect(preview.get_by_text("Of the sea.")).to_be_visible()
    expect(preview.get_by_role("button")).to_have_count(0)
    assert preview.evaluate("element => parseFloat(getComputedStyle(element).animationDuration)") < 0.001
    column = page.evaluate(f"{FOCUS}.closest('.tile').dataset.column")
    page.keyboard.press("ArrowRight")
    expect(preview).to_have_count(0)
    assert int(page.evaluate(f"{FOCUS}.closest('.tile').dataset.column")) == int(column) + 1


def test_profile_that_wants_no_previews_gets_none_on_focus(ada: Profile, open_as: OpenAs) -> None:
    Profile.objects.filter(pk=ada.pk).update(autoplay_previews=False)
    page = open_as(ada)
    page.locator(".row .tile__link").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(LONGER_THAN_A_PREVIEW_TAKES)
    expect(page.locator(".preview")).to_have_count(0)


def test_a_title_is_let_go_of_with_arrows_and_taken_back(ada: Profile, open_as: OpenAs) -> None:
    page = open_as(ada)
    row = page.locator(".row--continue")
    assert row.locator(".tile").count() == 3
    expect(row.get_by_text("S1 E1")).to_be_visible()
    row.locator(".tile__link").first.focus()
    name = row.locator(".tile__name").first.inner_text()

    page.keyboard.press("ArrowDown")
    assert is_true_there(page, f"{FOCUS}.matches('.let-go__button')")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text(f"{name} is out of Continue Watching. Your place is kept.")
    expect(row.locator(".tile")).to_have_count(2)
    assert is_true_there(page, f"{FOCUS}.closest('.row--continue') !== null"), "Focus stays in the row."
    let_go = WatchProgress.objects.get(profile=ada, title=Title.objects.get(name=name))
    assert (let_go.dismissed, let_go.position_seconds) == (True, 40.0)
    page.get_by_role("button", name="Undo").click()
    expect(row.locator(".tile")).to_have_count(3)
    until(page, lambda: not WatchProgress.objects.filter(profile=ada, dismissed=True).exists(), "it is taken back")


def test_letting_go_needs_no_script(ada: Profile, open_as: OpenAs) -> None:
    page = open_as(ada, javascript=False)
    row = page.locator(".row--continue")
    name = row.locator(".tile__name").first.inner_text()
    row.locator(".let-go__button").first.click()

    expect(page.get_by_text(f"{name} is out of Continue Watching.")).to_be_visible()
    expect(row.locator(".tile")).to_have_count(2)
