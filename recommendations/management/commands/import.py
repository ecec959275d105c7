"""Brings titles, people and history in: see docs/how-to/import-a-catalogue.md."""
# ruff: noqa: N999  # The command is called `import`.

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console

from accounts.models import Profile, User
from catalog.importers import IMPORTERS, importer_for
from catalog.importers.drafts import UnreadableFile
from recommendations.events.bring_in import Request, bring_in, told

SHORTEST_PASSWORD = 8


class Command(BaseCommand):
    help = "Import a catalogue with its history, from MovieLens, RecBole or JSON-lines files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("importer", choices=["auto", *(importer.key for importer in IMPORTERS)])
        parser.add_argument("path", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--logins", metavar="PASSWORD", default="", help="an account for every imported person")
        parser.add_argument(
            "--administrator", metavar="ADDRESS", default="", help="with --logins: one too, where there is none yet"
        )
        parser.add_argument("--limit", type=int, help="read only so many lines of history")

    def handle(self, *arguments: Any, **options: Any) -> None:
        if options["logins"] and len(options["logins"]) < SHORTEST_PASSWORD:
            raise CommandError(f"A password needs at least {SHORTEST_PASSWORD} characters.")
        if options["limit"] is not None and options["limit"] < 1:
            raise CommandError("--limit should be at least 1.")
        try:
            request = Request(
                importer=importer_for(key=options["importer"], path=options["path"]),
                path=options["path"],
                is_dry_run=options["dry_run"],
                logins_password=options["logins"],
                limit=options["limit"],
            )
            with Console(stderr=True).status("Reading") as status:
                report = bring_in(request=request, now=timezone.now(), tell=status.update)
        except UnreadableFile as error:
            raise CommandError(str(error)) from None
        for line in told(report, is_dry_run=options["dry_run"]):
            self.stdout.write(line)
        if options["logins"] and not options["dry_run"]:
            self._tell_logins(report.source)
            if options["administrator"]:
                self._administrator(options["administrator"], options["logins"])

    def _administrator(self, address: str, password: str) -> None:
        if not User.objects.filter(is_staff=True).exists():
            User.objects.create_superuser(address, password)
        if User.objects.filter(email=address, is_staff=True).exists():
            self.stdout.write(f"Sign in as {address} for the back office, /admin/; the password is the same.")

    def _tell_logins(self, source: str) -> None:
        people = Profile.objects.filter(source=source).exclude(user=None).order_by("pk")
        first = people.select_related("user").first()
        if first and first.user:
            others = people.count() - 1
            among = f", or as any of the {others:,} others" if others > 1 else ", or as the other one" if others else ""
            self.stdout.write(f"Sign in as {first.user.email}{among}, with the password given.")
