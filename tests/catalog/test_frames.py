"""Frames are served small, at addresses that this site has signed, and the back office shows them."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from PIL import Image

from catalog.frames import frame_address
from catalog.models import Frame
from tests.factories.accounts import a_user
from tests.factories.catalog import a_frame, a_title, a_video

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media_in(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def frame() -> Frame:
    return a_frame(a_video(a_title()))


def test_picture_has_the_width_that_was_signed_and_stays_in_one_browser(frame: Frame) -> None:
    answer = Client().get(frame_address(frame, width=240))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Cache-Control"] == "private, max-age=86400, immutable"
    with Image.open(BytesIO(answer.content)) as image:
        assert image.size == (240, 135)


def test_small_frame_is_not_blown_up() -> None:
    answer = Client().get(frame_address(a_frame(a_video(a_title()), width=64, height=36), width=480))

    with Image.open(BytesIO(answer.content)) as image:
        assert image.size == (64, 36)


def test_second_time_it_comes_from_the_cache(frame: Frame) -> None:
    address = frame_address(frame, width=96)
    first = Client().get(address).content
    Path(frame.image.path).unlink()

    assert Client().get(address).content == first


@pytest.mark.parametrize("change", ["{}x", "1-240", "1-240~abc", "x", "{}~", "\u00e9"])
def test_address_that_was_not_signed_is_nothing(frame: Frame, change: str) -> None:
    signed = frame_address(frame, width=240).rpartition("/")[2].removesuffix(".webp")

    assert Client().get(f"/frames/{change.format(signed)}.webp").status_code == 404


def test_frame_whose_file_is_gone_or_broken_is_nothing(frame: Frame) -> None:
    path, address = Path(frame.image.path), frame_address(frame, width=240)
    path.write_bytes(b"no picture")
    assert Client().get(address).status_code == 404
    path.unlink()
    assert Client().get(address).status_code == 404
    frame.delete()
    assert Client().get(address).status_code == 404


def test_other_widths_are_not_made(frame: Frame) -> None:
    with pytest.raises(ValueError, match="pixels wide"):
        frame_address(frame, width=10_000)


def test_back_office_shows_them(frame: Frame) -> None:
    client = Client()
    client.force_login(a_user(is_staff=True, is_superuser=True))

    assert frame_address(frame, width=240) in client.get("/admin/catalog/frame/").content.decode()
    assert frame_address(frame, width=480) in client.get(f"/admin/catalog/frame/{frame.pk}/change/").content.decode()
