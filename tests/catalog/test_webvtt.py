"""WebVTT out of chapters, and maps of storyboards with an address in them."""

import pytest
from django.core.files.base import ContentFile

from catalog.webvtt import (
    UnusableStoryboard,
    chapters_as_webvtt,
    check_map,
    map_with_address,
    sheet_type_of,
    sheets_in,
    timestamp,
)
from tests.factories.catalog import a_picture

MAP = (
    "WEBVTT\r\n\r\n1\r\n00:00.000 --> 00:05.000\r\nsheet.avif#xywh=0,0,160,90\r\n"
    "\r\n00:05.000 --> 00:10.000 align:start\r\nsheet.avif#xywh=160,0,160,90\r\n"
)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "00:00:00.000"), (62.5, "00:01:02.500"), (3599.9996, "01:00:00.000"), (36000, "10:00:00.000")],
)
def test_instants_are_written_as_webvtt_has_them(seconds: float, text: str) -> None:
    assert timestamp(seconds) == text


def test_chapter_lasts_until_the_next_and_the_last_until_the_end() -> None:
    text = chapters_as_webvtt([(0, "Opening"), (4.5, "The train")], ends=18)

    assert text == ("WEBVTT\n\n00:00:00.000 --> 00:00:04.500\nOpening\n\n00:00:04.500 --> 00:00:18.000\nThe train\n")


def test_video_without_chapters_has_an_empty_list() -> None:
    assert chapters_as_webvtt([], ends=18) == "WEBVTT\n"


def test_chapter_behind_the_end_is_left_out() -> None:
    assert "Late" not in chapters_as_webvtt([(0, "Opening"), (30, "Late")], ends=18)


def test_name_of_a_chapter_cannot_become_a_cue_or_markup() -> None:
    text = chapters_as_webvtt([(0, "A <b>\n\n00:01 --> 00:02\n& more")], ends=9)

    assert text.splitlines()[3:] == ["A &lt;b&gt; 00:01 --&gt; 00:02 &amp; more"]


def test_map_gets_the_address_of_its_sheet() -> None:
    text = map_with_address(MAP, address="/sheet/abc/")

    assert sheets_in(MAP) == ("sheet.avif",)
    assert text == (
        "WEBVTT\n\n00:00.000 --> 00:05.000\n/sheet/abc/#xywh=0,0,160,90\n"
        "\n00:05.000 --> 00:10.000\n/sheet/abc/#xywh=160,0,160,90\n"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "WEBVTT"),
        (b"WEBVTT\n\n00:00.000 --> 00:05.000\nHello.\n", "parts of one picture"),
        (MAP.replace("sheet.avif#xywh=1", "other.avif#xywh=1").encode(), "parts of one picture"),
        (b"WEBVTT\n\n\xff\xfe", "UTF-8"),
        (b"WEBVTT\n" + b" " * 600_000, "larger"),
    ],
)
def test_map_that_cannot_be_used_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnusableStoryboard, match=sentence):
        check_map(ContentFile(content))


def test_sheet_is_known_by_its_first_bytes() -> None:
    assert sheet_type_of(ContentFile(a_picture())) == "image/png"
    assert sheet_type_of(ContentFile(b"\x00\x00\x00\x1cftypavif")) == "image/avif"
    assert sheet_type_of(ContentFile(b"RIFF\x10\x00\x00\x00WEBPVP8 ")) == "image/webp"
    with pytest.raises(UnusableStoryboard):
        sheet_type_of(ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
