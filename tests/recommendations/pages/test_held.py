"""What a process holds is set apart from the collector once per version, where it is much."""

import gc
from collections.abc import Iterator

import pytest

from accounts.device_kinds import DeviceKind
from recommendations.pages import held as module
from recommendations.pages.held import held
from recommendations.pages.state import read_state
from recommendations.pages.viewer import viewer_of
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(module, "_spared", None)
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()  # As the whole run of tests has it.


def version() -> int:
    viewer = viewer_of(profile=a_profile(), device_kind=DeviceKind.LAPTOP, now=NOON)
    return read_state(viewer=viewer, surface="home", arm="").catalogue_version


def test_a_small_catalogue_is_left_to_the_collector() -> None:
    title = a_title()

    found = held(version=version())

    assert title.pk in found["cards"].cards
    assert gc.get_freeze_count() == 0


def test_a_large_one_is_set_apart_once_per_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MANY_TITLES", 1)
    a_title()
    first = version()
    held(version=first)
    apart = gc.get_freeze_count()
    assert apart > 0

    gc.unfreeze()
    held(version=first)
    assert gc.get_freeze_count() == 0, "It was not done again."

    a_title()
    assert version() > first
    held(version=version())
    assert gc.get_freeze_count() > 0
