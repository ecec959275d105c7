"""What every test may ask for: a clock, a running site, a silent browser, a real worker."""

import contextlib
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import browser as installed

NOW = datetime(2026, 11, 1, 20, 0, tzinfo=UTC)

# What comes in a moment here may take many seconds where two browsers share two slow cores.
expect.set_options(timeout=20_000)

# How long an example takes says how busy the machine is.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Spare the collector thousands of tests and their modules: each learned model has it look through everything."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def now() -> datetime:
    """A Sunday evening."""
    return NOW


@pytest.fixture(autouse=True)
def quiet_state() -> None:
    """Each test starts with an empty cache and with nothing held by the process.

    What a process holds is renewed by version stamps, but a test that is rolled back takes the stamps back with it.
    """
    from django.core.cache import cache

    from recommendations.artwork import library
    from recommendations.candidates import catalogue, demand
    from recommendations.experiments import assign
    from recommendations.modelstore import active
    from recommendations.pages import cards

    cache.clear()
    library._held = catalogue._held = demand._held = cards._held = None
    assign._held = (float("-inf"), {})
    active.forget_held()


@pytest.fixture(autouse=True)
def stamp_that_stays(request: pytest.FixtureRequest) -> None:
    """A test that commits ends with every table emptied, also of the one row that a migration writes: put it back."""
    if "_django_db_helper" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_django_db_helper")
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO catalog_cataloguestamp (id, version) VALUES (1, 1) ON CONFLICT DO NOTHING")


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Hash the passwords of test accounts in no time; what was hashed otherwise is still understood."""
    from django.conf import settings
    from django.contrib.auth import hashers

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    hashers.reset_hashers(setting="PASSWORD_HASHERS")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Let a transaction rest for minutes: a test works in one, and ten seconds pass where other processes are busy.

    The workers and sites that tests start keep the short limit, because they read the settings for themselves.
    """
    from django.conf import settings

    database: Any = settings.DATABASES["default"]
    database["OPTIONS"]["options"] += " -c idle_in_transaction_session_timeout=600000"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = installed.find()
    assert path, installed.ADVICE
    # Playwright runs an event loop in this thread, and Django then refuses to touch the database from it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield found
        found.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Opens pages of the running site; the test fails if any of their consoles said anything."""
    said: list[str] = []
    contexts = []

    def open_one(path: str = "/", *, width: int = 1440, height: int = 900, javascript: bool = True,
                 user_agent: str | None = None) -> Page:  # fmt: skip
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, java_script_enabled=javascript,
            user_agent=user_agent,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text} ({page.url})"))
        page.on("pageerror", lambda error: said.append(f"error: {error} ({page.url})"))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    _let_the_site_rest()
    assert not said, "The browser's console is not silent:\n" + "\n".join(said)


def _let_the_site_rest() -> None:
    """Wait for what the closing pages still sent: emptying the tables under a running request is a deadlock."""
    from django.db import connection

    quiet = 0
    for _attempt in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle')"
            )
            quiet = quiet + 1 if cursor.fetchone()[0] else 0
        if quiet == 4:
            return
        time.sleep(0.05)


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Starts real Celery workers on the test database and broker; whatever still runs at the end is killed."""
    from django.conf import settings

    running: list[subprocess.Popen[bytes]] = []
    database = settings.DATABASES["default"]
    address = f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
    environment = os.environ | {"DATABASE_URL": f"{address}/{database['NAME']}"}

    def start(*, queues: str = "training,default", **overrides: str) -> "subprocess.Popen[bytes]":
        log = (tmp_path / f"worker-{len(running)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "config", "worker", "-Q", queues, "-c", "1", "-n",
             f"test-{len(running)}-{time.time_ns()}@localhost", "--without-gossip", "--without-mingle", "-l", "info"],
            env=environment | overrides, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        log.close()
        running.append(process)
        return process

    yield start
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        process.wait()
