"""Through the gate with nothing but a keyboard, as with a remote; and with scripts switched off."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.flows.pin import set_pin
from tests.factories.accounts import PASSWORD, a_profile, a_user

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_keyboard_alone_goes_through_the_gate(
    open_page: Callable[..., Page], live_server: Any, javascript: bool
) -> None:
    user = a_user("mira@example.com")
    a_profile(user, name="Pip", is_kids=True, avatar="balloon")
    set_pin(profile=a_profile(user, name="Mira", avatar="rose"), pin="2468")
    page = open_page("/my-list/", javascript=javascript)
    page.get_by_label("Email").fill("mira@example.com")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Who's watching?")).to_be_visible()

    reach(page, "Mira")
    page.keyboard.press("Enter")
    expect(page.get_by_label("PIN, four digits")).to_be_focused()
    page.keyboard.type("0000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("4 tries left")).to_be_visible()
    page.keyboard.type("2468")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{live_server.url}/my-list/")
    expect(page.get_by_text("Menu of Mira")).to_be_attached()


def reach(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if name in (page.evaluate("document.activeElement.textContent") or ""):
            return
    raise AssertionError(f"{name} cannot be reached by Tab.")
