"""Cursors of lists that are newest first: the place of the last entry, written so that nobody builds on it."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST_MICROSECONDS = 7_258_118_400_000_000
LONGEST = 200
WRITTEN = re.compile(r"[0-9]{1,16}\.(?:[a-z]+-)?[0-9]{1,18}", re.ASCII)


def write_cursor(*, at: datetime, entry: str) -> str:
    microseconds = (at - EPOCH) // timedelta(microseconds=1)
    return urlsafe_b64encode(f"{microseconds}.{entry}".encode()).decode().rstrip("=")


def parse_cursor(text: str) -> tuple[datetime, str]:
    """The instant and entry after which to go on; raises ValueError for what no list gave out."""
    if len(text) > LONGEST:
        raise ValueError("This is not a cursor that a list gave out.")
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        microseconds, _, entry = urlsafe_b64decode(padded).decode("ascii").partition(".")
    except (UnicodeError, Error):
        raise ValueError("This is not a cursor that a list gave out.") from None
    if not WRITTEN.fullmatch(f"{microseconds}.{entry}") or int(microseconds) > LATEST_MICROSECONDS:
        raise ValueError("This is not a cursor that a list gave out.")
    return EPOCH + timedelta(microseconds=int(microseconds)), entry
