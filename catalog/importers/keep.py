"""Rows and files of an import that are kept when they are news; a file is stored once, however often it is named."""

from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage

from catalog.importers.merge import Merged
from catalog.importers.slugs import slug_of

UNCHANGED, ADDED, CHANGED = Merged(), Merged(1, 0), Merged(0, 1)


def keep_row(row: Any, values: dict[str, Any]) -> Merged:
    """Save the row where it is new or differs."""
    is_new = row.pk is None
    if not is_new and all(getattr(row, name) == value for name, value in values.items()):
        return UNCHANGED
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return ADDED if is_new else CHANGED


def stored(path: Path, folder: str, stores_files: bool) -> str:
    """Store a file under a name made of its content, which is the answer."""
    with path.open("rb") as file:
        checksum = file_digest(file, "sha256").hexdigest()
        name = f"{folder}/{checksum[:2]}/{slug_of(path.name.split('.')[0])}-{checksum[:12]}{path.suffix.lower()}"
        file.seek(0)
        store(name, File(file), stores_files)
    return name


def store(name: str, content: File, stores_files: bool) -> None:  # type: ignore[type-arg]  # Of bytes, always.
    """The name says what is in the file, so one that is there is right."""
    if stores_files and not default_storage.exists(name):
        default_storage.save(name, content)
