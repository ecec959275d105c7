"""The back office in a real browser: its pages, scripts and forms under the strict policy, with a silent console."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from recommendations.training.queue import queue_run
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_credit, a_person, a_title, a_video, an_artwork, an_artwork_label

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def as_superuser(page: Page, address: str) -> None:
    client = Client()
    client.force_login(a_user(is_staff=True, is_superuser=True))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def a_catalogue() -> Any:
    title = a_title(
        "The Salt Road", year=2024, genres=("Drama", "Adventure"), moods=("Haunting",), keywords=("Desert",)
    )
    an_artwork_label(an_artwork(title), "dune")
    a_credit(title, a_person(), character="Idris")
    a_video(title)
    a_profile(name="Noor")
    queue_run(reason="admin", requested_by=None, now=timezone.now())
    return title


def test_main_pages_open_and_say_nothing_in_the_console(open_page: Callable[..., Page], live_server: Any) -> None:
    title = a_catalogue()
    page = open_page("/admin/")
    as_superuser(page, live_server.url)

    for name, *arguments in (
        ("index",), ("import",), ("catalog_title_changelist",), ("catalog_title_change", title.pk),
        ("catalog_title_add",), ("catalog_artwork_changelist",), ("accounts_profile_changelist",),
        ("accounts_user_add",), ("recommendations_trainingrun_changelist",), ("recommendations_rewardtable_add",),
        ("recommendations_event_changelist",), ("django_celery_beat_periodictask_changelist",),
    ):  # fmt: skip
        answer = page.goto(reverse(f"admin:{name}", args=arguments))
        assert answer is not None
        assert answer.status == 200, name
        page.wait_for_load_state("networkidle")


def test_subjects_are_chosen_by_typing_and_many_titles_changed_at_once(
    open_page: Callable[..., Page], live_server: Any
) -> None:
    title = a_catalogue()
    page = open_page("/admin/")
    as_superuser(page, live_server.url)

    page.goto(reverse("admin:catalog_title_change", args=[title.pk]))
    page.locator(".field-moods .select2-selection").click()
    page.keyboard.type("haun")
    expect(page.locator(".select2-results__option", has_text="Haunting")).to_be_visible()
    page.goto(reverse("admin:catalog_title_changelist"))
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").select_option("change_availability")
    page.get_by_role("button", name="Run", exact=False).or_(page.get_by_role("button", name="Go")).first.click()
    page.locator("#id_country").fill("GB")
    page.locator("#id_starts_at_0").fill("2026-01-01")
    page.locator("#id_starts_at_1").fill("00:00:00")
    page.get_by_role("button", name="Do it").click()

    expect(page.locator(".messagelist")).to_contain_text("1 windows of 1 titles written")
    assert list(title.windows.values_list("country", flat=True)) == ["GB"]
