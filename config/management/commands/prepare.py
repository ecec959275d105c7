"""Bring database, schedules, partitions and static files to what this version of the code needs."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from config.roles import ensure_roles
from config.schedule import ensure_default_schedule
from recommendations.events.partitions import ensure_partitions
from recommendations.modelstore.active import active_bundle

NOT_SERVED = ["redoc"]
"""Of the API's two documentation pages, Swagger's is the one that Marquee shows."""
NO_MODEL = "No model serves yet"
"""A line that begins so tells `manage.py up` to train one."""


class Command(BaseCommand):
    help = "Migrate, make partitions and default schedules, collect static files. Safe to run at any time."
    # They load every view: a second of every start, for what `make check` has already said of this version.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-static", action="store_true", help="leave static files alone")
        parser.add_argument("--demo", action="store_true", help="load the demo catalogue where there is no title yet")

    def handle(self, *args: Any, **options: Any) -> None:
        self._say("Updating the database")
        call_command("migrate", verbosity=0, interactive=False)
        ensure_partitions(now=timezone.now())
        ensure_default_schedule()
        ensure_roles()
        if not options["no_static"]:
            self._collect()
        if options["demo"]:
            call_command("seed_demo", if_empty=True, stdout=self.stdout)
        # After an update the model of before may be of a form that is no longer read.
        if active_bundle() is None:
            self._say(f"{NO_MODEL}: the first is trained when the workers run")

    def _collect(self) -> None:
        """Collect static files unless they are as they were the last time: it takes seconds."""
        found = ((name, storage.path(name)) for finder in get_finders() for name, storage in finder.list(NOT_SERVED))
        facts = sorted((name, path, Path(path).stat().st_size, Path(path).stat().st_mtime_ns) for name, path in found)
        version = sha256(repr((facts, settings.STORAGES["staticfiles"])).encode()).hexdigest()
        note = settings.STATIC_ROOT / ".collected"
        if note.exists() and note.read_text() == version:
            return
        self._say("Collecting static files")
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=NOT_SERVED)
        note.write_text(version)

    def _say(self, step: str) -> None:
        self.stdout.write(step)
        self.stdout.flush()
