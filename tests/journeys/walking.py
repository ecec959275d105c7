"""Words that several journeys are told in: who walks, and what is seen on the way."""

import time
from collections.abc import Callable

from playwright.sync_api import Page

from accounts.models import Profile
from recommendations.models import TrainingRun
from recommendations.training.queue import queue_run

OpenPage = Callable[..., Page]
DEMO_PASSWORD = "marquee-demo"
PATIENCE_SECONDS = 90.0


def demo_profile(name: str) -> Profile:
    """One of the people of seed/."""
    return Profile.objects.get(name=name, user__email__endswith="@marquee.example")


def sign_in(page: Page, *, email: str, password: str = DEMO_PASSWORD) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def names_on(page: Page) -> list[str]:
    """The titles on the page, in the order that they stand there."""
    names: list[str] = page.locator(".billboard__name, .tile__name").all_inner_texts()
    return names


def headings_on(page: Page) -> list[str]:
    headings: list[str] = page.locator("main h2").all_inner_texts()
    return headings


def all_rows(page: Page) -> None:
    """Open the home page with every row on it, as one would by scrolling."""
    page.goto("/?rows=40")
    page.locator("main .row").first.wait_for()


def until(page: Page, condition: Callable[[], object], what: str) -> None:
    """Let the page live until something has become true, which is asked again and again."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, f"It never happened: {what}."
        page.wait_for_timeout(100)


def is_true_there(page: Page, expression: str) -> bool:
    """The page's own policy forbids playwright's way of waiting, which evaluates text in the page."""
    return bool(page.evaluate(expression))


def begin_playing(page: Page) -> None:
    """Wait for the player that was just opened; a browser that wants a key pressed first gets one."""
    video = "document.querySelector('video')"
    page.wait_for_url("**/watch/**")
    until(page, lambda: is_true_there(page, f"{video}.readyState >= 2"), "the video can be played")
    if is_true_there(page, f"{video}.paused"):
        page.keyboard.press("k")
    until(page, lambda: is_true_there(page, f"{video}.currentTime > 0 && !{video}.paused"), "it plays")


def position(page: Page) -> float:
    return float(page.evaluate("document.querySelector('video').currentTime"))


def a_queued_run() -> TrainingRun:
    from django.utils import timezone

    return queue_run(reason="a journey", requested_by=None, now=timezone.now())
