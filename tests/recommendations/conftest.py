"""A model store of its own for tests that train or show, and a site whose broker and cache are gone."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import current_app
from django.conf import LazySettings
from kombu import pools

from recommendations.modelstore.active import forget_held


@pytest.fixture
def model_store(tmp_path: Path, settings: LazySettings) -> Path:
    settings.MODEL_STORE = tmp_path / "models"
    forget_held()
    return tmp_path / "models"


@pytest.fixture
def broker_away(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Broker and cache are at an address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # Bound and not listening: nobody else gets the port, and connections are refused.
        address = f"redis://127.0.0.1:{taken.getsockname()[1]}/0"
        settings.CACHES = {name: {**cache, "LOCATION": address} for name, cache in settings.CACHES.items()}
        monkeypatch.setitem(current_app.conf, "broker_url", address)
        _forget_connections()
        yield
    monkeypatch.undo()
    _forget_connections()


def _forget_connections() -> None:
    pools.reset()  # type: ignore[no-untyped-call]  # Kombu ships no annotations.
    current_app._pool = None
    current_app.amqp._producer_pool = None
