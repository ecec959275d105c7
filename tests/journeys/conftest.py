"""The demo, trained, and a browser that already belongs to one of its people."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import TransactionTestCase
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import Profile
from recommendations.models import ModelSlot
from recommendations.training.run import retrain
from tests.factories.accounts import signed_in
from tests.journeys.snapshot import Snapshot, may_restore
from tests.journeys.walking import OpenPage, a_queued_run

_kept: list[Snapshot] = []
_next_needs_the_demo = False


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    global _next_needs_the_demo  # What the test before tells the end of its own database.
    _next_needs_the_demo = "demo" in getattr(nextitem, "fixturenames", ())


@pytest.fixture
def demo(transactional_db: None) -> None:
    """The titles and households of seed/ with a model that learned from them."""
    if _kept:
        _kept[0].restore()
        return
    call_command("seed_demo", households=60, verbosity=0)
    retrain(a_queued_run().pk, now=timezone.now)
    assert ModelSlot.objects.exists(), "The demo's model did not pass its gate."
    if may_restore():
        _kept.append(Snapshot())


@pytest.fixture(scope="session", autouse=True)
def demo_that_stays() -> Iterator[None]:
    """Between two tests that need the demo its tables are not emptied: the second puts back what the first changed."""
    emptied = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # django-stubs leave it out.

    def empty(case: TransactionTestCase) -> None:
        if not (_kept and _next_needs_the_demo):
            emptied(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture
def open_as(open_page: OpenPage, live_server: Any) -> Callable[..., Page]:
    """Opens a page as somebody who has signed in and chosen a profile before."""

    def open_one(profile: Profile, path: str = "/", **how: Any) -> Page:
        page = open_page("about:blank", **how)
        session = signed_in(profile).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page.goto(path)
        return page

    return open_one
