"""Everything that is known of an account and its profiles, as one ZIP of readable files, written while it is sent."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.utils.text import slugify

from accounts.flows.readable_rows import ReadableRows
from accounts.models import Profile, User
from accounts.ownership import OwnedTable, owned_tables

ROWS_AT_ONCE = 500
"""What is held in memory at a time; an export of years passes through without growing."""

ABOUT = """Your data at Marquee, as of {when}.

`account` holds what is known of the account, `profiles` one folder for every profile. Each file is JSON, and each table
that holds something of yours is here; tables that hold nothing have no file. Left out are passwords, PINs, keys and
tokens, because whoever finds this archive could use them.

{contents}
"""


@dataclass(slots=True)
class _Outbox:
    """Where the archive is written to, and taken from at once: it cannot be rewound."""

    parts: list[bytes] = field(default_factory=list)

    def write(self, data: bytes) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken = b"".join(self.parts)
        self.parts.clear()
        return taken


def export_data(*, user: User, now: datetime) -> Iterator[bytes]:
    """The archive in pieces: `README.txt`, `account/…` and `profiles/1-name/…`, a file for each table with rows."""
    outbox, rows, contents = _Outbox(), ReadableRows(), ["account/account.json: 1"]
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # Writes alone.
        _write_json(archive, "account/account.json", rows.read(user), now)
        for name, found in _files(user):
            written = 0
            for piece, count in _pieces(found, rows):
                if not written:
                    target = archive.open(_entry(name, now), "w")
                target.write(piece)
                written += count
                yield outbox.take()
            if written:
                target.write(b"\n]\n")
                target.close()
                contents.append(f"{name}: {written}")
        about = ABOUT.format(when=f"{now:%d %B %Y, %H:%M} UTC", contents="\n".join(contents))
        archive.writestr(_entry("README.txt", now), about)
    yield outbox.take()


def _files(user: User) -> Iterator[tuple[str, QuerySet[Any]]]:
    tables = owned_tables()
    for table in tables:
        yield f"account/{_file_name(table)}", table.of_user(user)
    for number, profile in enumerate(Profile.objects.of(user), start=1):
        folder = f"profiles/{number}-{slugify(profile.name) or 'profile'}"
        yield f"{folder}/profile.json", Profile.objects.filter(pk=profile.pk)
        for table in tables:
            yield f"{folder}/{_file_name(table)}", table.of_profile(profile)


def _pieces(found: QuerySet[Any], rows: ReadableRows) -> Iterator[tuple[bytes, int]]:
    """JSON text without its end, and how many rows are in it."""
    batch: list[Model] = []
    opening = "[\n"
    for row in found.iterator(chunk_size=ROWS_AT_ONCE):
        batch.append(row)
        if len(batch) == ROWS_AT_ONCE:
            yield _text(batch, rows, opening), len(batch)
            batch, opening = [], ",\n"
    if batch:
        yield _text(batch, rows, opening), len(batch)


def _text(batch: list[Model], rows: ReadableRows, opening: str) -> bytes:
    return (opening + ",\n".join(_json(row) for row in rows.read_all(batch))).encode()


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def _file_name(table: OwnedTable) -> str:
    return f"{slugify(str(table.model._meta.verbose_name_plural))}.json"


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _write_json(archive: zipfile.ZipFile, name: str, row: dict[str, Any], now: datetime) -> None:
    archive.writestr(_entry(name, now), _json(row) + "\n")
