"""Bring database, schedules, partitions and static files to what this version of the code needs."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from config.roles import ensure_roles
from config.schedule import ensure_default_schedule
from recommendations.events.partitions import ensure_partitions

NOT_SERVED = ["redoc"]
"""Of the API's two documentation pages, Swagger's is the one that Marquee shows."""


class Command(BaseCommand):
    help = "Migrate, make partitions and default schedules, collect static files. Safe to run at any time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-static", action="store_true", help="leave static files alone")

    def handle(self, *args: Any, **options: Any) -> None:
        self._say("Updating the database")
        call_command("migrate", verbosity=0, interactive=False)
        ensure_partitions(now=timezone.now())
        ensure_default_schedule()
        ensure_roles()
        if not options["no_static"]:
            self._say("Collecting static files")
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
            call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=NOT_SERVED)

    def _say(self, step: str) -> None:
        self.stdout.write(step)
        self.stdout.flush()
