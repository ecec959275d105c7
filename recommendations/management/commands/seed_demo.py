"""Fills an empty house: the titles of seed/, their pictures, the demo households, and simulated ones beside them."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console

from accounts.models import Profile, User
from catalog.importers.drafts import HouseholdDraft, UnreadableFile, ViewerDraft
from catalog.importers.json_lines import JsonLines
from catalog.models import Title
from recommendations.conf import tunables
from recommendations.events.bring_in import Request, bring_in, told
from recommendations.simulation.records import SOURCE
from recommendations.simulation.simulate import DAYS, HOUSEHOLDS, Plan, simulate
from recommendations.training.queue import queue_outcomes

SEED = 1


class Command(BaseCommand):
    help = "Import the demo catalogue with its households, dated so that its history is of the last weeks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="only where there is no title yet")
        parser.add_argument(
            "--households", type=int, default=HOUSEHOLDS, help=f"simulated households beside them ({HOUSEHOLDS})"
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        importer, path, now = JsonLines(), settings.BASE_DIR / "seed", timezone.now()
        if options["if_empty"] and Title.objects.exists():
            self._tell_logins(importer, path)
            return
        try:
            source, as_of = importer.about(path)
            if Profile.objects.filter(source=source).exists():
                self.stdout.write("The demo is already here.")
                return
            days = (now - as_of).days if as_of else 0
            request = Request(importer=importer, path=path, may_make_households=True, shift=timedelta(days=days))
            with Console(stderr=True).status("Reading") as status:
                report = bring_in(request=request, now=now, tell=status.update)
                written = self._simulate(options["households"], now=now, tell=status.update)
        except UnreadableFile as error:
            raise CommandError(f"The demo could not be loaded. {error}") from None
        queue_outcomes(days=tunables().outcome_days, requested_by=None, now=now)
        for line in told(report, is_dry_run=False):
            self.stdout.write(line)
        self._tell_simulated(written)
        self._tell_logins(importer, path)

    def _simulate(self, households: int, *, now: datetime, tell: Callable[[str], None]) -> Counter[str]:
        if not households or Profile.objects.filter(source=SOURCE).exists():
            return Counter()
        return simulate(plan=Plan(households=households, days=DAYS, until=now, seed=SEED), tell=tell)

    def _tell_simulated(self, written: Counter[str]) -> None:
        if written:
            events = written["recommendations_event"] + written["recommendations_impression"]
            people = written["accounts_profile"]
            self.stdout.write(f"Simulated {people:,} viewers with {events:,} events; see `manage.py simulate`.")

    def _tell_logins(self, importer: JsonLines, path: Path) -> None:
        """How to sign in to the demo, as far as its accounts are here, and the PINs of those who have one."""
        people = list(importer.households(path))
        for draft in people:
            if isinstance(draft, HouseholdDraft) and User.objects.filter(email__iexact=draft.email).exists():
                what = ", an administrator" if draft.is_staff else ""
                locked = [
                    f"; {one.name}'s PIN is {one.pin}"
                    for one in people
                    if isinstance(one, ViewerDraft) and one.household == draft.id and one.pin
                ]
                said = f"Sign in as {draft.email}{what}; the password is {draft.password}{''.join(locked)}"
                self.stdout.write(said)
