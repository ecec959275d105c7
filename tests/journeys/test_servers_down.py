"""The broker and the cache go away in mid-visit: pages render, thumbs and events are taken in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from config.celery import app
from config.embedded_valkey import EmbeddedValkey
from recommendations.models import Event, Rating
from recommendations.tasks import sweep
from tests.journeys.walking import a_queued_run, demo_profile, names_on, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def valkey(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedValkey]:
    """A cache and broker of this test's own, which it may stop."""
    server = EmbeddedValkey(tmp_path)
    address = server.start()
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": address}}
    with monkeypatch.context() as patch:
        patch.setattr(app.conf, "broker_url", address)
        app._after_fork()  # Celery's own way to let go of connections to another broker.
        yield server
    app._after_fork()
    server.stop()


def test_without_broker_and_cache_the_page_renders_and_learns(
    demo: None, valkey: EmbeddedValkey, open_as: Callable[..., Page]
) -> None:
    mira = demo_profile("Mira")
    page = open_as(mira)
    expect(page.locator(".billboard")).to_be_visible()
    cache.set("is-there", 1)
    assert cache.get("is-there") == 1
    began_at = timezone.now()

    valkey.stop()

    assert cache.get("is-there") is None
    page.goto("/title/nine-minutes-to-varna/")
    page.get_by_role("button", name="Love this").click()
    expect(page.get_by_role("status").filter(has_text="Nine Minutes to Varna")).to_be_visible()
    assert Rating.objects.get(profile=mira, title__slug="nine-minutes-to-varna").value == 5
    page.goto("/")
    expect(page.locator(".billboard")).to_be_visible()
    assert len(names_on(page)) > 8
    page.wait_for_timeout(1500)
    page.goto("/search/?q=lighthouse")
    assert "The Lighthouse Accountant" in names_on(page)
    until(
        page,
        lambda: Event.objects.filter(profile=mira, kind="scroll", received_at__gt=began_at).exists(),
        "events were taken in",
    )


def test_a_retrain_asked_for_without_a_broker_waits_for_the_sweep(demo: None, valkey: EmbeddedValkey) -> None:
    valkey.stop()
    run = a_queued_run()

    sweep()

    run.refresh_from_db()
    assert run.state == "queued"
