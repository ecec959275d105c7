"""Video is for the profile that its address was made for, for some hours, while it may see the title."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.utils import timezone

from catalog.models import AvailabilityWindow, VideoSource
from recommendations.pages.media_addresses import caption_address, video_address
from tests.factories.accounts import a_profile, a_user, signed_in
from tests.factories.catalog import a_caption, a_title, a_video

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media_in(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_address_gives_the_video_to_its_profile() -> None:
    profile, video = a_profile(), a_video(a_title(), content=b"0123456789")
    address = video_address(video=video, profile_id=profile.pk)

    response = signed_in(profile).get(address, HTTP_RANGE="bytes=2-4")

    assert (response.status_code, b"".join(response)) == (206, b"234")
    assert response["Content-Type"] == "video/mp4"


def test_address_is_worth_nothing_to_anybody_else() -> None:
    user = a_user()
    mine, sibling, stranger = a_profile(user), a_profile(user), a_profile()
    address = video_address(video=a_video(a_title()), profile_id=mine.pk)

    assert signed_in(sibling).get(address).status_code == 404
    assert signed_in(stranger).get(address).status_code == 404
    assert signed_in(mine).get(address[:-2] + "/").status_code == 404
    assert signed_in(mine).get("/video/1/").status_code == 404


def test_signed_out_browser_gets_nothing(client) -> None:  # type: ignore[no-untyped-def]
    profile = a_profile()

    assert client.get(video_address(video=a_video(a_title()), profile_id=profile.pk)).status_code == 404


def test_address_of_captions_does_not_open_videos() -> None:
    profile, video = a_profile(), a_video(a_title())
    caption = a_caption(video)

    address = caption_address(caption=caption, profile_id=profile.pk)

    response = signed_in(profile).get(address)
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert b"".join(response).startswith(b"WEBVTT")
    assert signed_in(profile).get(address.replace("/captions/", "/video/")).status_code == 404


def test_title_that_was_taken_away_stops_at_once() -> None:
    profile, video = a_profile(), a_video(a_title())
    address, client = video_address(video=video, profile_id=profile.pk), signed_in(profile)
    assert client.get(address).status_code == 200

    AvailabilityWindow.objects.all().delete()

    assert client.get(address).status_code == 404


def test_ceiling_that_was_lowered_counts_at_once() -> None:
    profile, video = a_profile(), a_video(a_title(maturity=16))
    address, client = video_address(video=video, profile_id=profile.pk), signed_in(profile)

    profile.maturity_ceiling = 13
    profile.save()

    assert client.get(address).status_code == 404


def test_old_address_has_expired() -> None:
    profile, video = a_profile(), a_video(a_title())
    with time_machine.travel(timezone.now() - timedelta(hours=13)):
        address = video_address(video=video, profile_id=profile.pk)

    assert signed_in(profile).get(address).status_code == 410


def test_missing_file_is_404() -> None:
    profile, video = a_profile(), a_video(a_title())
    VideoSource.objects.update(file="video/gone.mp4")

    assert signed_in(profile).get(video_address(video=video, profile_id=profile.pk)).status_code == 404


def test_server_in_front_serves_it_where_there_is_one(settings: LazySettings) -> None:
    settings.X_ACCEL_LOCATION = "/protected/"
    profile, video = a_profile(), a_video(a_title())
    VideoSource.objects.update(file="video/a b.mp4")

    response = signed_in(profile).get(video_address(video=video, profile_id=profile.pk))

    assert response["X-Accel-Redirect"] == "/protected/video/a%20b.mp4"
    # It passes these on; without them a cache before it might keep the video for whoever learns the address.
    assert (response["Cache-Control"], response["Content-Disposition"]) == ("private, max-age=3600", "inline")


def test_only_reading_is_allowed() -> None:
    profile, video = a_profile(), a_video(a_title())

    assert signed_in(profile).post(video_address(video=video, profile_id=profile.pk)).status_code == 405
