"""Serve a file in parts: Range, If-Range, HEAD and validators, as RFC 9110 has them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

CHUNK_BYTES = 256 * 1024
ONE_RANGE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII)


class RangeNotSatisfiable(ValueError):
    """The range begins behind the end of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByteRange:
    """Bytes `first` to `last`, both included."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


def parse_range(header: str, *, size: int) -> ByteRange | None:
    """The one range that is asked for; None when the header is to be ignored: absent, malformed, or several ranges."""
    match = ONE_RANGE.fullmatch(header.strip())
    if match is None or match.group(0).strip() == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        if int(last) == 0 or size == 0:
            raise RangeNotSatisfiable
        return ByteRange(first=max(0, size - int(last)), last=size - 1)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise RangeNotSatisfiable
    return ByteRange(first=int(first), last=min(int(last), size - 1) if last else size - 1)


def serve_file(
    request: HttpRequest, *, path: Path, content_type: str, cache_control: str = "private, max-age=3600"
) -> HttpResponseBase:
    """Answer GET or HEAD for a file: 200, 206, 304 or 416; raises FileNotFoundError."""
    facts = path.stat()
    size, modified = facts.st_size, int(facts.st_mtime)
    etag = f'"{facts.st_mtime_ns:x}-{size:x}"'
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Last-Modified": formatdate(modified, usegmt=True),
        "Cache-Control": cache_control,
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "inline",
    }
    if _names(request.headers.get("If-None-Match", ""), etag):
        return HttpResponse(status=304, headers=headers)
    asked = None
    if _still_current(request.headers.get("If-Range"), etag=etag, modified=modified):
        try:
            asked = parse_range(request.headers.get("Range", ""), size=size)
        except RangeNotSatisfiable:
            return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    part = asked or ByteRange(first=0, last=size - 1)
    headers |= {"Content-Length": str(len(part)), "Content-Type": content_type}
    if asked:
        headers["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    status = 206 if asked else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(_chunks(path, part), status=status, headers=headers)


def _chunks(path: Path, part: ByteRange) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(part.first)
        left = len(part)
        while left > 0 and (chunk := file.read(min(CHUNK_BYTES, left))):
            left -= len(chunk)
            yield chunk


def _names(header: str, etag: str) -> bool:
    return header.strip() == "*" or etag in {item.strip().removeprefix("W/") for item in header.split(",")}


def _still_current(if_range: str | None, *, etag: str, modified: int) -> bool:
    """Without the header a range is always served; with it, only of the very file that it names."""
    if if_range is None:
        return True
    if '"' in if_range:
        return if_range.strip() == etag
    try:
        return int(parsedate_to_datetime(if_range).timestamp()) == modified
    except (ValueError, TypeError, OverflowError):
        return False
