"""What another screen does while a test's own connection is in the middle of something."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from typing import Any

from django.db import IntegrityError, connection

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.models import Title
from recommendations.events.capture import capture
from tests.factories.recommendations import an_event


@contextmanager
def reporting_before(statement: str, *, profile: Profile, title: Title) -> Iterator[None]:
    """Let another screen of the profile report as late as possible: just before a statement that begins like this.

    Where it has to wait for what the test does, the test goes on after half a second. It may find that what it reports
    about is gone; anything else that goes wrong there fails the test.
    """
    reported: list[Future[None]] = []

    def report() -> None:
        try:
            with suppress(IntegrityError):
                capture(profile=profile, device=DeviceKind.TV, batch=[an_event("rating", title=title, value=4.0)])
        finally:
            connection.close()

    def reporting(execute: Any, sql: str, *given: Any) -> Any:
        if sql.startswith(statement) and not reported:
            reported.append(another_screen.submit(report))
            wait(reported, timeout=0.5)
        return execute(sql, *given)

    with ThreadPoolExecutor(1) as another_screen, connection.execute_wrapper(reporting):
        yield
    assert [done.exception() for done in reported] == [None], "It was to report once."
