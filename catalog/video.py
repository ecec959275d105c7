"""Videos and captions on their way in: known by their first bytes, not by their names."""

import re

from django.core.files.base import File

MAXIMUM_BYTES = 20 * 1024**3
CAPTIONS_AT_MOST_BYTES = 2 * 1024 * 1024
ENDINGS = {"video/mp4": "mp4", "video/webm": "webm"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class UnusableVideo(ValueError):
    """The message is a sentence for whoever sent the file."""


def mime_type_of(file: "File[bytes]") -> str:
    """MP4 or WebM; raises UnusableVideo for anything else."""
    if file.size > MAXIMUM_BYTES:
        raise UnusableVideo(f"The video is larger than {MAXIMUM_BYTES // 1024**3} GB.")
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head:
        return "video/webm"
    raise UnusableVideo("The file is not an MP4 or WebM video.")


def check_captions(file: "File[bytes]") -> None:
    """Raises UnusableVideo unless the file is WebVTT in UTF-8."""
    if file.size > CAPTIONS_AT_MOST_BYTES:
        raise UnusableVideo(f"The captions are larger than {CAPTIONS_AT_MOST_BYTES // 1024 // 1024} MB.")
    file.seek(0)
    content = file.read()
    file.seek(0)
    if not content.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        raise UnusableVideo("The file is not WebVTT: its first line should be WEBVTT.")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        raise UnusableVideo("The captions are not UTF-8 text.") from None


def is_language_tag(text: str) -> bool:
    """Whether the text looks like a BCP 47 tag: en, pt-BR, zh-Hant."""
    return _LANGUAGE.fullmatch(text) is not None
