"""An editor bans a row and pins a title, and sees in the preview what a viewer would get; nothing of it is recorded."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import PageRule, ServedPage
from recommendations.modelstore.active import forget_held
from tests.factories.accounts import a_profile, a_user
from tests.factories.models import LOVE, a_checkerboard, a_promoted_model
from tests.journeys.walking import OpenPage

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
RULES = "/admin/recommendations/pagerule/"


@pytest.fixture
def ada(tmp_path: Path, settings: object) -> Profile:
    """A viewer of a small world with a model."""
    settings.MODEL_STORE = tmp_path / "models"  # type: ignore[attr-defined]
    forget_held()
    a_checkerboard(titles=60, viewers=30, at=timezone.now() - timedelta(days=1))
    a_promoted_model(now=timezone.now())
    return a_profile(name="Ada")


@pytest.fixture
def editor(open_page: OpenPage) -> Page:
    """The back office, open for somebody who may do everything."""
    client = Client()
    client.force_login(a_user(is_staff=True, is_superuser=True))
    page = open_page("/account/login/")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])
    return page


def choose(page: Page, field: str, words: str) -> None:
    """Look for something by name, as the back office lets one."""
    page.locator(f".field-{field} .select2-selection, p:has(#id_{field}) .select2-selection").click()
    page.locator(".select2-search__field").fill(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def add_rule(page: Page, *, action: str, row: str = "", title: str = "") -> None:
    page.goto(RULES)
    page.get_by_role("link", name="Add page rule").first.click()
    page.get_by_label("Action").select_option(label=action)
    page.get_by_label("Row", exact=False).first.fill(row)
    if title:
        choose(page, "title", title)
    page.get_by_label("Reason").fill("A test of the back office.")
    page.get_by_role("button", name="Save", exact=True).click()


def preview(page: Page, name: str) -> list[str]:
    """The headings of the page that a profile would get."""
    page.goto(RULES)
    page.get_by_role("link", name="Preview a page").click()
    choose(page, "profile", name)
    page.get_by_role("button", name="Show").click()
    page.get_by_text("Nothing was recorded.").wait_for()
    headings: list[str] = page.locator("#content h2").all_inner_texts()
    return headings


def test_an_editor_sees_what_a_rule_does_before_any_viewer_has_come(ada: Profile, editor: Page) -> None:
    before = preview(editor, "Ada")
    assert "Billboard" in before
    assert LOVE in before

    add_rule(editor, action="Ban", row="romances")
    expect(editor.get_by_text("There is no such kind of row")).to_be_visible()
    add_rule(editor, action="Ban", row=f"genre:{LOVE.lower()}")
    wanted = Title.objects.order_by("-pk")[7]
    add_rule(editor, action="Pin", title=wanted.name)

    after = preview(editor, "Ada")
    assert LOVE not in after
    expect(editor.locator("#content h2:has-text('Billboard') + p")).to_contain_text(wanted.name)
    assert PageRule.objects.count() == 2
    assert not ServedPage.objects.filter(profile=ada).exists()
