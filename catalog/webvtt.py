"""WebVTT that the site reads and writes: chapters out of rows, and maps of storyboards, whose sheet gets an address."""

import re
from collections.abc import Iterable, Sequence

from django.core.files.base import File

MAP_AT_MOST_BYTES = 512 * 1024
SHEET_AT_MOST_BYTES = 10 * 1024 * 1024
_CUE = re.compile(
    r"^(?P<times>[\d:.]+ --> [\d:.]+)[^\n]*\n(?P<sheet>[^\n#]+)(?P<part>#xywh=\d+,\d+,\d+,\d+)$", re.MULTILINE
)
_TYPES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class UnusableStoryboard(ValueError):
    """The message is a sentence for whoever sent the file."""


def timestamp(seconds: float) -> str:
    """As WebVTT writes an instant: 00:01:02.500."""
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def chapters_as_webvtt(chapters: Iterable[tuple[float, str]], *, ends: float) -> str:
    """(start in seconds, name), in order; each lasts until the next, the last one until `ends`."""
    found = [(start, name) for start, name in chapters if start < ends]
    borders = [*(start for start, _ in found[1:]), ends]
    cues = [
        f"{timestamp(start)} --> {timestamp(end)}\n{_escaped(name)}\n"
        for (start, name), end in zip(found, borders, strict=False)  # Without chapters there is one border.
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _escaped(text: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def sheets_in(text: str) -> Sequence[str]:
    """The names of the pictures that a storyboard's map speaks of, each once."""
    return tuple(dict.fromkeys(cue["sheet"] for cue in _CUE.finditer(_with_plain_ends(text))))


def map_with_address(text: str, *, address: str) -> str:
    """The map anew, with the sheet's address in place of its name; whatever is no cue is left out."""
    cues = [f"{cue['times']}\n{address}{cue['part']}\n" for cue in _CUE.finditer(_with_plain_ends(text))]
    return "\n".join(["WEBVTT\n", *cues])


def check_map(file: "File[bytes]") -> None:
    """Raises UnusableStoryboard unless the file is WebVTT whose cues show parts of one picture."""
    if file.size > MAP_AT_MOST_BYTES:
        raise UnusableStoryboard(f"The map is larger than {MAP_AT_MOST_BYTES // 1024} KB.")
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableStoryboard("The map is not UTF-8 text.") from None
    if not text.startswith("WEBVTT"):
        raise UnusableStoryboard("The map is not WebVTT: its first line should be WEBVTT.")
    if len(sheets_in(text)) != 1:
        raise UnusableStoryboard("The map's cues should show parts of one picture, such as sheet.avif#xywh=0,0,160,90.")


def sheet_type_of(file: "File[bytes]") -> str:
    """The picture's type by its first bytes; raises UnusableStoryboard for anything else."""
    if file.size > SHEET_AT_MOST_BYTES:
        raise UnusableStoryboard(f"The picture is larger than {SHEET_AT_MOST_BYTES // 1024 // 1024} MB.")
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    for start, found in _TYPES.items():
        if head.startswith(start):
            return found
    raise UnusableStoryboard("The picture is not AVIF, WebP, JPEG or PNG.")


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
