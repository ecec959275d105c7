"""Running `manage.py import` in tests, and everything that it may write."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from accounts.models import Profile, User
from catalog.models import Artwork, AvailabilityWindow, Genre, Person, Title, VideoSource
from recommendations.models import HiddenTitle, ListEntry, Rating, TasteState, WatchProgress

TABLES = (
    Title, Person, Genre, AvailabilityWindow, Artwork, VideoSource, Profile, User, Rating, WatchProgress, ListEntry,
    HiddenTitle, TasteState,
)  # fmt: skip


def bring(path: Path, *options: str, importer: str = "auto") -> str:
    out = StringIO()
    call_command("import", importer, str(path), *options, stdout=out)
    return out.getvalue()


def everything() -> dict[str, list[Any]]:
    """Every row, but for what an import may not touch anyway."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}
