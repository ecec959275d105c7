"""A file comes whole or in parts, as RFC 9110 says."""

from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from recommendations.web.byte_ranges import ByteRange, RangeNotSatisfiable, parse_range, serve_file

CONTENT = bytes(range(256)) * 4


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "clip.mp4"
    file.write_bytes(CONTENT)
    return file


def fetch(path: Path, method: str = "GET", **headers: str) -> HttpResponseBase:
    request = RequestFactory().generic(method, "/", headers=headers)
    return serve_file(request, path=path, content_type="video/mp4")


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_whole_file_without_range(path: Path) -> None:
    response = fetch(path)

    assert (response.status_code, response["Accept-Ranges"], body(response)) == (200, "bytes", CONTENT)


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-", 0, 1023),
        ("bytes=0-0", 0, 0),
        ("bytes=100-199", 100, 199),
        ("bytes=1000-9999", 1000, 1023),
        ("bytes=-24", 1000, 1023),
        ("bytes=-5000", 0, 1023),
    ],
)
def test_part_of_the_file(path: Path, header: str, first: int, last: int) -> None:
    response = fetch(path, range=header)

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/1024"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == CONTENT[first : last + 1]


@pytest.mark.parametrize("header", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_range_behind_the_end_is_416(path: Path, header: str) -> None:
    response = fetch(path, range=header)

    assert (response.status_code, response["Content-Range"]) == (416, "bytes */1024")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes=",
        "bytes=-",
        "bytes=9-3",
        "bytes=0-1,5-6",
        "lines=0-1",
        "bytes=a-b",
        "bytes=²-3",
        "bytes=" + "9" * 5000,
    ],
)
def test_range_that_cannot_be_read_is_ignored(path: Path, header: str) -> None:
    assert fetch(path, range=header).status_code == 200


def test_if_range_gives_the_whole_file_once_it_has_changed(path: Path) -> None:
    etag = fetch(path)["ETag"]
    modified = fetch(path)["Last-Modified"]

    statuses = [
        fetch(path, range="bytes=0-1", if_range=validator).status_code
        for validator in (etag, modified, '"other"', "W/" + etag, "yesterday", "Mon, 01 Jan 1900 00:00:00 GMT")
    ]

    assert statuses == [206, 206, 200, 200, 200, 200]


def test_known_file_is_not_sent_again(path: Path) -> None:
    assert fetch(path, if_none_match=fetch(path)["ETag"]).status_code == 304


def test_head_says_everything_but_the_bytes(path: Path) -> None:
    response = fetch(path, method="HEAD", range="bytes=10-19")

    assert (response.status_code, response["Content-Length"]) == (206, "10")
    assert response.content == b""  # type: ignore[attr-defined]


def test_empty_file_has_no_parts(tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()

    assert fetch(empty).status_code == 200
    assert fetch(empty, range="bytes=0-").status_code == 416


@given(st.text(), st.integers(0, 2000))
def test_any_header_is_a_part_of_the_file_or_none(header: str, size: int) -> None:
    try:
        part = parse_range(header, size=size)
    except RangeNotSatisfiable:
        return
    assert part is None or 0 <= part.first <= part.last < size


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(1, 2000))
def test_parts_lie_within_the_file(first: int, last: int, size: int) -> None:
    try:
        part = parse_range(f"bytes={first}-{last}", size=size)
    except RangeNotSatisfiable:
        assert first >= size
        return
    assert part == (ByteRange(first=first, last=min(last, size - 1)) if first <= last else None)
