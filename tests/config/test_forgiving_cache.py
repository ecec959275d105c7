"""While Valkey is dead or hangs, the cache is empty and quick, and pages still render."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.test import override_settings

from config.embedded_valkey import EmbeddedValkey
from config.forgiving_cache import ForgivingRedisCache
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_title

pytestmark = pytest.mark.chaos


@pytest.fixture
def valkey(tmp_path: Path, settings: Any) -> Iterator[EmbeddedValkey]:
    server = EmbeddedValkey(tmp_path / "data")
    location = f"{server.start()}/1"
    with override_settings(CACHES={"default": {**settings.CACHES["default"], "LOCATION": location}}):
        yield server
    with suppress(OSError, ValueError):
        os.kill(int(server.pid_file.read_text()), signal.SIGCONT)
    server.stop()
    ForgivingRedisCache._silent_until = 0.0


def break_it(server: EmbeddedValkey, sign: signal.Signals) -> None:
    os.kill(int(server.pid_file.read_text()), sign)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP])
def test_a_cache_that_is_away_is_an_empty_one(sign: signal.Signals, valkey: EmbeddedValkey) -> None:
    cache = caches["default"]
    cache.set("key", 7)
    assert cache.get("key") == 7

    break_it(valkey, sign)

    began = time.monotonic()
    assert cache.get("key") is None
    assert cache.get("key", "otherwise") == "otherwise"
    cache.set("key", 8)
    assert cache.get_many(["key", "other"]) == {}
    assert cache.set_many({"key": 1}) == []
    assert cache.get_or_set("key", 9) == 9
    assert cache.add("key", 1) is True
    assert cache.delete("key") is False
    assert cache.incr("count") == 1
    assert cache.has_key("key") is False
    assert cache.touch("key") is False
    cache.delete_many(["key"])
    cache.clear()
    assert time.monotonic() - began < 2.0, "Time-outs must not add up."


@pytest.mark.django_db
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP])
def test_pages_render_within_a_second(sign: signal.Signals, valkey: EmbeddedValkey) -> None:
    client = signed_in(a_profile())
    for number in range(30):
        a_title(f"Title {number}", genres=["Drama"])
    paths = ("/", "/search/?q=title", "/healthz")
    for path in paths:
        assert client.get(path).status_code == 200

    break_it(valkey, sign)

    for path in paths:
        began = time.monotonic()
        assert client.get(path).status_code == 200, path
        assert time.monotonic() - began < 1.0, path


def test_it_works_again_when_the_server_does(valkey: EmbeddedValkey) -> None:
    cache = caches["default"]
    break_it(valkey, signal.SIGSTOP)
    assert cache.get("key") is None
    break_it(valkey, signal.SIGCONT)

    deadline = time.monotonic() + 10
    while cache.get("key") != 7:
        assert time.monotonic() < deadline
        cache.set("key", 7)
