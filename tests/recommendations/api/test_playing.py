"""A device plays what the API gives it: with nothing but the answer, under the rules of the pages."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from accounts.flows.devices import issue_token, sign_out_device
from accounts.models import Device, Profile
from catalog.models import AvailabilityWindow, Title
from recommendations.models import WatchProgress
from tests.factories.accounts import a_device, a_profile, signed_in
from tests.factories.catalog import a_caption, a_series, a_storyboard, a_title, a_video, some_chapters
from tests.factories.recommendations import a_play

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media_in(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_television(profile: Profile) -> tuple[Client, Device]:
    """A signed-in device that shows the profile."""
    assert profile.user is not None, "A profile of a household has its user."
    device = a_device(profile.user, name="Living room")
    _token, text = issue_token(user=profile.user, device=device, profile=profile, now=timezone.now())
    return Client(headers={"authorization": f"Token {text}"}), device


def a_full_video(title: Title, **fields: Any) -> None:
    video = a_video(title, content=b"0123456789", duration_seconds=60.0, **fields)
    a_caption(video, language="de", label="Deutsch")
    some_chapters(video, Opening=0.0, Storm=30.0)
    a_storyboard(video)


def ask(client: Client, path: str) -> Any:
    response = client.get(f"/api/v1{path}")
    assert response.status_code == 200, response.content
    return response.json()


def body_of(path: str, **headers: str) -> tuple[int, bytes]:
    """As a player fetches it: without token and without cookie."""
    response = Client().get(path, headers=headers)
    return response.status_code, b"".join(response) if response.streaming else response.content


def test_film_says_all_that_a_player_needs_and_every_address_opens_by_itself() -> None:
    profile, film = a_profile(), a_title()
    a_full_video(film, intro_starts_seconds=0.0, intro_ends_seconds=6.0)
    a_play(profile, film, seconds=40.0)
    client, _device = a_television(profile)

    answer = ask(client, f"/titles/{film.slug}/")

    (video,) = answer["videos"]
    assert (video["type"], video["size_bytes"], video["duration_seconds"]) == ("video/mp4", 10, 60.0)
    assert (video["intro_starts_seconds"], video["intro_ends_seconds"]) == (0.0, 6.0)
    assert video["chapters"] == [
        {"starts_seconds": 0.0, "name": "Opening"}, {"starts_seconds": 30.0, "name": "Storm"},
    ]  # fmt: skip
    assert answer["resume_seconds"] == 40.0
    assert body_of(video["url"], Range="bytes=2-4") == (206, b"234")
    (caption,) = video["captions"]
    assert (caption["language"], caption["label"]) == ("de", "Deutsch")
    assert body_of(caption["url"])[1].startswith(b"WEBVTT")
    status, cues = body_of(video["storyboard_url"])
    assert status == 200
    sheet = next(line for line in cues.decode().splitlines() if "#xywh" in line).partition("#")[0]
    assert body_of(sheet)[0] == 200


def test_episode_has_its_own_videos_and_its_id_for_events() -> None:
    profile, series = a_profile(), a_series(episodes=2)
    first, second = series.seasons.get().episodes.order_by("number")
    a_full_video(series, episode=second)
    client, _device = a_television(profile)

    answer = ask(client, f"/titles/{series.slug}/1/2/")

    assert (answer["title_id"], answer["episode_id"], answer["season"], answer["number"]) == (
        series.pk,
        second.pk,
        1,
        2,
    )
    assert body_of(answer["videos"][0]["url"]) == (200, b"0123456789")
    assert ask(client, f"/titles/{series.slug}/1/1/")["videos"] == []
    assert ask(client, f"/titles/{series.slug}/")["videos"] == []
    for path in ("1/3", "2/1", "99999999999/1"):
        assert client.get(f"/api/v1/titles/{series.slug}/{path}/").status_code == 404
    event = {"id": str(uuid4()), "kind": "play", "at": timezone.now().isoformat(), "title": series.pk, "value": 0}
    event |= {"episode": answer["episode_id"], "details": {"play_session": str(uuid4()), "origin": "direct"}}
    sent = {"sent_at": timezone.now().isoformat(), "events": [event]}
    result = client.post("/api/v1/events/", sent, content_type="application/json").json()["results"][0]
    assert result["status"] == "stored", result
    assert first.pk != second.pk


def test_address_ends_with_the_device_the_profile_the_window_and_the_hours() -> None:
    def an_address() -> tuple[str, Profile, Device, Title]:
        profile, film = a_profile(), a_title(maturity=16)
        a_full_video(film)
        client, device = a_television(profile)
        address = ask(client, f"/titles/{film.slug}/")["videos"][0]["url"]
        assert body_of(address)[0] == 200
        return address, profile, device, film

    address, profile, device, _film = an_address()
    assert profile.user is not None
    sign_out_device(user=profile.user, device_uid=device.uid)
    assert body_of(address)[0] == 404

    address, profile, device, _film = an_address()
    other = a_profile(profile.user)
    assert profile.user is not None
    issue_token(user=profile.user, device=device, profile=other, now=timezone.now())
    assert body_of(address)[0] == 404

    address, profile, _device, _film = an_address()
    profile.maturity_ceiling = 13
    profile.save()
    assert body_of(address)[0] == 404

    address, _profile, _device, film = an_address()
    AvailabilityWindow.objects.filter(title=film).delete()
    assert body_of(address)[0] == 404

    address, _profile, _device, _film = an_address()
    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        assert body_of(address)[0] == 410


def test_browser_is_given_addresses_that_need_its_session() -> None:
    profile, film = a_profile(), a_title()
    a_full_video(film)
    client = signed_in(profile)

    address = ask(client, f"/titles/{film.slug}/")["videos"][0]["url"]

    assert client.get(address).status_code == 200
    assert body_of(address)[0] == 404


def test_title_that_is_not_for_the_profile_has_no_answer() -> None:
    series = a_series(maturity=16)
    client, _device = a_television(a_profile(is_kids=True, maturity_ceiling=7))

    assert client.get(f"/api/v1/titles/{series.slug}/").status_code == 404
    assert client.get(f"/api/v1/titles/{series.slug}/1/1/").status_code == 404


def test_answer_is_revalidated_for_an_hour_although_addresses_are_signed() -> None:
    profile, film = a_profile(), a_title()
    a_full_video(film)
    client, _device = a_television(profile)
    with time_machine.travel(datetime.fromisoformat("2026-11-26T10:05:00+00:00"), tick=False) as clock:
        tag = client.get(f"/api/v1/titles/{film.slug}/")["ETag"]
        clock.shift(timedelta(minutes=30))

        assert client.get(f"/api/v1/titles/{film.slug}/", headers={"If-None-Match": tag}).status_code == 304
    assert not WatchProgress.objects.exists()
