"""Pictures, videos and captions come in through forms as what they are, or not at all."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from catalog.models import Artwork, Caption, Title, VideoSource
from tests.factories.accounts import a_user
from tests.factories.catalog import a_picture, a_series, a_title, a_video

pytestmark = pytest.mark.django_db

FORMS = ("TOTAL_FORMS", "INITIAL_FORMS")


@pytest.fixture
def client() -> Client:
    found = Client()
    found.force_login(a_user(is_staff=True, is_superuser=True))
    return found


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


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
    names = [f"{part}-{name}" for part in ("captions", "chapters", "storyboard") for name in FORMS]
    inline = dict.fromkeys(names, "0")
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


def test_chapters_and_storyboard_are_edited_with_their_video(client: Client) -> None:
    parts = {
        "chapters-TOTAL_FORMS": "1", "chapters-0-starts_seconds": "6", "chapters-0-name": "The caravan",
        "storyboard-TOTAL_FORMS": "1", "storyboard-0-picture": upload("sheet.png", a_picture()),
        "storyboard-0-map": upload("sheet.vtt", b"WEBVTT\n\n00:00.000 --> 00:05.000\nsheet.png#xywh=0,0,160,90\n"),
    }  # fmt: skip

    answer = client.post(reverse("admin:catalog_videosource_add"), video_form(a_title(), upload("a.mp4", MP4), **parts))

    assert answer.status_code == 302, answer.context["errors"]
    assert [chapter.name for chapter in VideoSource.objects.get().chapters.all()] == ["The caravan"]
    assert str(VideoSource.objects.get().storyboard.map.name).endswith(".vtt")


@pytest.mark.parametrize(("field", "content"), [("picture", b"<svg/>"), ("map", b"WEBVTT\n\nno cues")])
def test_bad_storyboard_is_an_error_of_the_form(client: Client, field: str, content: bytes) -> None:
    files = {
        "picture": a_picture(),
        "map": b"WEBVTT\n\n00:00.000 --> 00:05.000\ns.png#xywh=0,0,160,90\n",
        field: content,
    }
    parts = {f"storyboard-0-{name}": upload(f"s.{name}", given) for name, given in files.items()}

    answer = client.post(
        reverse("admin:catalog_videosource_add"),
        video_form(a_title(), upload("a.mp4", MP4), **{"storyboard-TOTAL_FORMS": "1", **parts}),
    )

    assert answer.status_code == 200
    assert not VideoSource.objects.exists()
