"""Editors find titles, change many at once with a history, and bring files in that are what they say."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from catalog.models import Artwork, AvailabilityWindow, Caption, Title, VideoSource
from tests.factories.accounts import a_user
from tests.factories.catalog import (
    a_credit,
    a_person,
    a_picture,
    a_series,
    a_title,
    a_video,
    a_window,
    an_artwork,
    an_artwork_label,
)

pytestmark = pytest.mark.django_db
TITLES = "admin:catalog_title_changelist"


@pytest.fixture
def client() -> Client:
    found = Client()
    found.force_login(a_user(is_staff=True, is_superuser=True))
    found.get(reverse("admin:index"))
    return found


def act(client: Client, action: str, *titles: Title, **more: Any) -> Any:
    selected = {"action": action, "_selected_action": [title.pk for title in titles], **more}
    return client.post(reverse(TITLES), selected, follow=True)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_list_takes_as_many_queries_for_many_titles_as_for_one(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        title = a_title(f"Title {number}", genres=("Drama",), moods=("Warm",))
        an_artwork(title)
        a_video(title)
        a_window(title, country="GB")

    with django_assert_max_num_queries(14):
        response = client.get(reverse(TITLES))

    assert response.content.count(b'class="thumbnail"') == 6


@pytest.mark.parametrize("name", ["artwork", "videosource", "episode", "person", "genre", "credit", "artworklabel"])
def test_other_lists_take_few_queries(name: str, client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        series = a_series(f"Series {number}", genres=(f"Genre {number}",))
        an_artwork_label(an_artwork(series), "dune")
        a_video(series)
        a_credit(series, a_person())

    with django_assert_max_num_queries(9):
        response = client.get(reverse(f"admin:catalog_{name}_changelist"))

    assert response.context["cl"].result_count >= 5


def test_titles_are_published_in_bulk_and_it_is_in_their_history(client: Client) -> None:
    one, two = a_title(is_published=False), a_title(is_published=True)

    act(client, "publish", one, two)

    assert Title.objects.filter(is_published=True).count() == 2
    assert [entry.object_id for entry in LogEntry.objects.all()] == [str(one.pk)], "Only what changed has a history."
    act(client, "unpublish", one, two)
    assert not Title.objects.filter(is_published=True).exists()


def test_availability_is_asked_for_and_then_set_for_all(client: Client) -> None:
    one, two = a_title(), a_title(available=False)

    asked = act(client, "change_availability", one, two)
    assert asked.status_code == 200
    assert "apply" in asked.content.decode()
    wrong = act(client, "change_availability", one, apply="1", manner="replace", country="Atlantis")
    assert wrong.context["form"].errors.keys() == {"country", "starts_at"}
    act(
        client, "change_availability", one, two,
        apply="1", manner="replace", country="gb", starts_at_0="2026-01-01", starts_at_1="00:00:00",
    )  # fmt: skip

    windows = AvailabilityWindow.objects.order_by("title_id")
    assert [(window.title_id, window.country) for window in windows] == [(one.pk, "GB"), (two.pk, "GB")]
    assert LogEntry.objects.count() == 2


def test_open_windows_are_extended_and_ended_ones_are_left(client: Client) -> None:
    title, now = a_title(available=False), timezone.now()
    ended = a_window(title, ends_at=now - timedelta(days=1))
    still_open = a_window(title, ends_at=now + timedelta(days=1))

    act(
        client, "change_availability", title,
        apply="1", manner="extend", country="", ends_at_0="2199-01-01", ends_at_1="00:00:00",
    )  # fmt: skip

    kept = dict(AvailabilityWindow.objects.values_list("pk", "ends_at"))
    assert kept[ended.pk] == ended.ends_at
    assert kept[still_open.pk].year == 2199


def test_export_holds_nothing_that_a_spreadsheet_would_run(client: Client) -> None:
    title = a_title('=HYPERLINK("http://example.com")', genres=("Drama",))

    text = act(client, "export", title).content.decode()

    assert "'=HYPERLINK" in text
    assert "drama" in text
    assert "\n=" not in text
    assert ",=" not in text


@pytest.mark.parametrize(
    ("question", "found"),
    [("now", {"now", "ending"}), ("ending", {"ending"}), ("later", {"later"}), ("nowhere", {"ended", "never"})],
)
def test_titles_are_found_by_availability(client: Client, question: str, found: set[str]) -> None:
    now, day = timezone.now(), timedelta(days=1)
    a_title("now")
    a_title("never", available=False)
    a_window(a_title("ending", available=False), ends_at=now + day)
    a_window(a_title("ended", available=False), ends_at=now - day)
    a_window(a_title("later", available=False), starts_at=now + day)

    rows = client.get(reverse(TITLES), {"availability": question}).context["cl"].result_list

    assert {title.name for title in rows} == found


def picture_form(title: Title, image: Any) -> dict[str, Any]:
    inline = {f"labels-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    values = {"title": title.pk, "kind": "tile", "key": "scene", "focal_x": "0.4", "focal_y": "0.5", "is_active": "on"}
    return {**inline, **values, "image": image}


def test_picture_becomes_an_avif_with_its_facts_filled_in(client: Client) -> None:
    title, given = a_title(), a_picture(width=320, height=180, colour="#ff0000")

    answer = client.post(reverse("admin:catalog_artwork_add"), picture_form(title, upload("My Scene.png", given)))

    assert answer.status_code == 302, answer.context["adminform"].errors
    kept = Artwork.objects.get()
    assert (kept.width, kept.height) == (320, 180)
    assert kept.dominant_colour.startswith(("#f", "#e"))
    assert len(kept.checksum) == 64
    with kept.image.open() as file, Image.open(file) as image:
        assert image.format == "AVIF"


def a_bomb() -> bytes:
    """A picture of few bytes and very many pixels."""
    target = BytesIO()
    Image.new("1", (12_000, 12_000)).save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.png", b""),
        ("text.png", b"not a picture at all"),
        ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("cut.png", a_picture()[:60]),
        ("bomb.png", a_bomb()),
        ("evil.html", a_picture()),
    ],
)
def test_bad_picture_is_an_error_of_the_form(client: Client, name: str, content: bytes) -> None:
    answer = client.post(reverse("admin:catalog_artwork_add"), picture_form(a_title(), upload(name, content)))

    assert answer.status_code == 200
    assert "image" in answer.context["adminform"].errors
    assert not Artwork.objects.exists()


def video_form(title: Title, file: Any, **changed: Any) -> dict[str, Any]:
    inline = {f"captions-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {**inline, "title": title.pk, "kind": "main", "duration_seconds": "60", "file": file, **changed}


MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(4096)
WEBM = b"\x1a\x45\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1f\x42\x82\x84webm" + bytes(4096)


@pytest.mark.parametrize(("content", "mime_type"), [(MP4, "video/mp4"), (WEBM, "video/webm")])
def test_type_of_a_video_is_read_from_the_file(client: Client, content: bytes, mime_type: str) -> None:
    answer = client.post(reverse("admin:catalog_videosource_add"), video_form(a_title(), upload("a.mp4", content)))

    assert answer.status_code == 302, answer.context["adminform"].errors
    assert VideoSource.objects.get().mime_type == mime_type


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("file", {"file": upload("page.mp4", b"<html><script>alert(1)</script></html>")}),
        ("file", {"file": upload("empty.mp4", b"")}),
        ("duration_seconds", {"duration_seconds": "NaN"}),
        ("duration_seconds", {"duration_seconds": "-1"}),
        ("duration_seconds", {"duration_seconds": "1e400"}),
        ("intro_ends_seconds", {"intro_starts_seconds": "9", "intro_ends_seconds": "3"}),
    ],
)
def test_bad_video_is_an_error_of_the_form(client: Client, field: str, changed: dict[str, Any]) -> None:
    answer = client.post(
        reverse("admin:catalog_videosource_add"), {**video_form(a_title(), upload("a.mp4", MP4)), **changed}
    )

    assert answer.status_code == 200
    assert field in answer.context["adminform"].errors
    assert not VideoSource.objects.exists()


def test_episode_of_another_title_is_refused(client: Client) -> None:
    episode = a_series().seasons.get().episodes.first()
    assert episode is not None

    answer = client.post(
        reverse("admin:catalog_videosource_add"),
        video_form(a_title(), upload("a.mp4", MP4), episode=episode.pk),
    )

    assert "episode" in answer.context["adminform"].errors


@pytest.mark.parametrize(
    ("language", "content", "field"),
    [("en", b"1\n00:00 --> 00:01", "file"), ("en", b"WEBVTT\n\xff\xfe", "file"), ("english!", b"WEBVTT\n", "language")],
)
def test_bad_captions_are_an_error_of_the_form(client: Client, language: str, content: bytes, field: str) -> None:
    values = {"video": a_video(a_title()).pk, "language": language, "label": "English"}

    answer = client.post(reverse("admin:catalog_caption_add"), {**values, "file": upload("a.vtt", content)})

    assert field in answer.context["adminform"].errors
    assert not Caption.objects.exists()
