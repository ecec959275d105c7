"""Reading lines of a file that may be truncated, wrongly encoded or not text at all."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from catalog.importers.drafts import RatingDraft, UnreadableFile

LONGEST_LINE = 1_000_000
LONGEST_ID = 80
LEAST_STARS, MOST_STARS = 0.5, 5.0
LATEST_SECOND = 4_102_444_800
"""The year 2100: later instants are milliseconds, or nonsense."""
NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


def lines_of(path: Path, *, encoding: str = "utf-8") -> Iterator[tuple[int, str]]:
    """Number and text of every line, without its end; raises UnreadableFile, naming the line, for other encodings."""
    number = 0
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), 1):
                if len(raw) > LONGEST_LINE:
                    raise UnreadableFile(f"{path.name}, line {number} is longer than {LONGEST_LINE} bytes.")
                yield number, raw.decode(encoding).rstrip("\r\n")
    except UnicodeDecodeError:
        raise UnreadableFile(f"{path.name}, line {number} is not {encoding.upper()} text. Nothing was kept.") from None
    except OSError as error:
        raise UnreadableFile(f"{path.name} cannot be read: {error.strerror or error}.") from None


def first_line(path: Path, *, encoding: str = "utf-8") -> str:
    """The first line, or nothing when the file is missing, empty or not text."""
    try:
        return next((text for _number, text in islice(lines_of(path, encoding=encoding), 1)), "")
    except UnreadableFile:
        return ""


def number_in(text: str, *, least: float, most: float) -> float:
    """A finite number within the bounds; raises ValueError with a sentence."""
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{text[:40]!r} is not a number.") from None
    if not least <= value <= most:
        raise ValueError(f"{text[:40]} is not between {least:g} and {most:g}.")
    return value


def storable(text: str) -> str:
    """The text itself; raises ValueError for characters that a database cannot hold."""
    if NOT_STORABLE.search(text):
        raise ValueError("A text contains characters that cannot be stored.")
    return text


def rating_of(*, viewer: str, title: str, stars: str, at: str, line: int) -> RatingDraft:
    """A rating from four texts; raises ValueError, with a sentence, for what is not one."""
    try:
        value, instant = float(stars), int(float(at))
    except (ValueError, OverflowError):
        raise ValueError(f"{stars[:20]!r} and {at[:20]!r} are not stars and seconds.") from None
    if not LEAST_STARS <= value <= MOST_STARS:
        raise ValueError(f"{stars[:20]} stars are not between {LEAST_STARS} and {MOST_STARS}.")
    if not 0 <= instant <= LATEST_SECOND:
        raise ValueError(f"{at[:20]} is not a time in seconds since 1970.")
    if not 0 < len(viewer) <= LONGEST_ID or not 0 < len(title) <= LONGEST_ID or "\x00" in viewer:
        raise ValueError("The viewer or the title has no usable id.")
    return RatingDraft(viewer, title, value, instant, line)
