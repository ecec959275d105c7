"""No mouse: from the gate to the player and back with arrows, Enter and the player's own keys, also on a TV."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import OpenPage, begin_playing, demo_profile, is_true_there, position, sign_in, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TV = "Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) AppleWebKit/537.36 (KHTML, like Gecko) Version/7.0 TV Safari/537.36"
FOCUS = "document.activeElement"


def press_until(page: Page, key: str, reached: str, *, most: int = 30) -> None:
    """Press a key until what has focus fulfils the expression, as somebody who looks at the screen does."""
    for _press in range(most):
        if is_true_there(page, reached):
            return
        page.keyboard.press(key)
    assert is_true_there(page, reached), f"{most} times {key}, and never {reached}"


def focused(page: Page) -> str:
    return str(page.evaluate(f"{FOCUS}.outerHTML.slice(0, 300)"))


def row_in_focus(page: Page) -> str:
    return str(page.evaluate(f"{FOCUS}.closest('.row')?.dataset.rowKey ?? ''"))


def is_ringed(page: Page) -> bool:
    """What has focus looks different from what has not: an outline, or a ring drawn as a shadow."""
    return is_true_there(
        page,
        f"[{FOCUS}, ...{FOCUS}.querySelectorAll('*')].some(element => {{ const style = getComputedStyle(element);"
        " return parseFloat(style.outlineWidth) > 1 && style.outlineStyle !== 'none'"
        " || style.boxShadow.includes('6px'); })",
    )


def test_gate_home_title_and_player_by_keyboard_alone(demo: None, open_page: OpenPage) -> None:
    page = open_page("/account/login/")
    sign_in(page, email="demo@marquee.example")
    expect(page.get_by_role("heading", name="Who's watching?")).to_be_visible()
    press_until(page, "Tab", f"{FOCUS}.closest('.gate__profile')?.innerText.includes('Mira')")
    until(page, lambda: is_ringed(page), "what has focus is ringed")
    page.keyboard.press("ArrowRight")
    assert is_true_there(page, f"{FOCUS}.innerText.includes('Nell')"), focused(page)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator(".billboard")).to_be_visible()

    press_until(page, "ArrowDown", f"{FOCUS}.closest('.row') !== null")
    first = row_in_focus(page)
    page.keyboard.press("ArrowRight")
    assert is_true_there(page, f"{FOCUS}.closest('.tile').dataset.column === '1'"), focused(page)
    until(page, lambda: is_ringed(page), "what has focus is ringed")
    # In Continue Watching there is "Remove from row" on the way.
    press_until(page, "ArrowDown", f"{FOCUS}.closest('.row')?.dataset.rowKey !== {first!r}", most=2)
    assert row_in_focus(page) not in ("", first)
    assert is_true_there(page, f"{FOCUS}.getBoundingClientRect().bottom <= innerHeight + 1")
    page.keyboard.press("ArrowUp")
    assert row_in_focus(page) == first
    press_until(page, "ArrowDown", f"{FOCUS}.closest('[data-row-key^=top_picks]') !== null")
    page.keyboard.press("Enter")
    expect(page.locator("main[data-surface='title']")).to_be_visible()
    title = page.url
    press_until(page, "Tab", f"{FOCUS}.classList.contains('button--primary')")
    page.keyboard.press("Enter")

    begin_playing(page)
    play_with_keys(page)
    press_until(page, "Tab", f"{FOCUS}.getAttribute('aria-label')?.startsWith('Back to')")
    page.keyboard.press("Enter")
    expect(page).to_have_url(title)


def play_with_keys(page: Page) -> None:
    """Every key that the help names, with its effect on the video."""
    video = "document.querySelector('video')"
    page.keyboard.press(" ")
    until(page, lambda: is_true_there(page, f"{video}.paused"), "space pauses")
    middle = float(page.evaluate(f"{video}.duration")) / 2
    assert middle > 6
    moves = {"5": middle, "ArrowLeft": middle - 5, "ArrowRight": middle, "j": max(0, middle - 10), "0": 0, "l": 10}
    for key, place in moves.items():
        page.keyboard.press(key)
        until(page, lambda: position(page) == pytest.approx(place, abs=0.3), f"{key} leads to {place}")  # noqa: B023
    page.keyboard.press("m")
    assert is_true_there(page, f"{video}.muted")
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    assert float(page.evaluate(f"{video}.volume")) == pytest.approx(0.9)
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Captions")).to_have_attribute("aria-pressed", "true")
    # The player letters the cues of the one track that is read.
    assert is_true_there(
        page,
        f"[...{video}.textTracks].filter(track => track.kind === 'captions' && track.mode === 'hidden').length === 1",
    )
    page.keyboard.press(">")
    assert float(page.evaluate(f"{video}.playbackRate")) == 1.25
    page.keyboard.press("<")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    until(page, lambda: is_true_there(page, "document.fullscreenElement !== null"), "F fills the screen")
    page.keyboard.press("f")
    until(page, lambda: is_true_there(page, "document.fullscreenElement === null"), "F leaves the full screen")
    page.keyboard.press("k")
    until(page, lambda: is_true_there(page, f"!{video}.paused"), "K plays")
    page.keyboard.press("k")


def test_on_a_tv_something_has_focus_at_once_and_the_arrows_move_it(demo: None, open_as: Callable[..., Page]) -> None:
    page = open_as(demo_profile("Mira"), user_agent=TV, width=1920, height=1080)
    assert page.locator("html").get_attribute("data-ui") == "tv"
    until(page, lambda: is_true_there(page, f"{FOCUS}.closest('main') !== null && {FOCUS}.tagName !== 'MAIN'"), "focus")
    until(page, lambda: is_ringed(page), "what has focus is ringed")
    press_until(page, "ArrowDown", f"{FOCUS}.closest('.tile') !== null")
    page.keyboard.press("Enter")
    until(page, lambda: "/watch/" in page.url or "/title/" in page.url, "Enter opens the tile")

    page.goto("/watch/blue-perihelion/")
    begin_playing(page)
    until(page, lambda: is_true_there(page, f"{FOCUS}.dataset.command === 'toggle'"), "play and pause has focus")
    page.keyboard.press("ArrowRight")
    assert is_true_there(page, f"{FOCUS}.dataset.command === 'back'"), focused(page)
    page.keyboard.press("ArrowUp")
    assert is_true_there(page, f"{FOCUS}.dataset.part === 'scrub'"), focused(page)
    press_until(page, "ArrowUp", f"{FOCUS}.getAttribute('aria-label')?.startsWith('Back to')", most=3)

    page.goto("/films/")
    until(page, lambda: is_true_there(page, f"{FOCUS}.matches('.tile__link')"), "the first tile has focus")
    assert is_true_there(page, f"{FOCUS} === document.querySelector('.tile__link')")
