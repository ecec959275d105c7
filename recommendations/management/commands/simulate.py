"""Fill the site with simulated households, or take them away again: docs/how-to/simulate-viewers.md."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console

from recommendations.events.bounds import EARLIEST, Instant
from recommendations.simulation.remove import remove
from recommendations.simulation.simulate import DAYS, HOUSEHOLDS, Plan, UnableToSimulate, simulate

MOST_HOUSEHOLDS, MOST_DAYS = 100_000_000, 3_650.0


class Command(BaseCommand):
    help = "Simulate households that watch the site's titles; everything that they do goes into the tables of viewers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--households", type=int, default=HOUSEHOLDS, help=f"how many ({HOUSEHOLDS})")
        parser.add_argument("--days", type=float, default=DAYS, help=f"how many days they live here ({DAYS:g})")
        parser.add_argument("--until", help="the end of the last day, as 2026-11-26T12:00:00+00:00 (now)")
        parser.add_argument("--seed", type=int, default=1, help="1 to 99 to tune with, 100 and up for reports (1)")
        parser.add_argument(
            "--truth", type=Path, help="write what they are like to PATH.npz and PATH.json, for benchmarks"
        )
        parser.add_argument("--remove", action="store_true", help="delete all simulated viewers and what they did")

    def handle(self, *arguments: Any, **options: Any) -> None:
        with Console(stderr=True).status("Simulating") as status:
            if options["remove"]:
                self._tell(remove(tell=status.update), done="deleted")
                self.stdout.write("The next training forgets them.")
                return
            plan = self._plan(options)
            try:
                written = simulate(plan=plan, tell=status.update)
            except UnableToSimulate as error:
                raise CommandError(str(error)) from None
        self._tell(written, done="written")

    def _plan(self, options: dict[str, Any]) -> Plan:
        if not 1 <= options["households"] <= MOST_HOUSEHOLDS:
            raise CommandError(f"--households should be between 1 and {MOST_HOUSEHOLDS:,}.")
        if not 0 < options["days"] <= MOST_DAYS:
            raise CommandError(f"--days should be more than 0 and at most {MOST_DAYS:g}.")
        if options["seed"] < 0:
            raise CommandError("--seed should be 0 or more.")
        return Plan(
            households=options["households"], days=options["days"], until=self._until(options["until"]),
            seed=options["seed"], truth=options["truth"],
        )  # fmt: skip

    def _until(self, text: str | None) -> datetime:
        now = timezone.now()
        if text is None:
            return now
        try:
            until: datetime = Instant().read(text)
        except ValueError as error:
            raise CommandError(f"--until {error}.") from None
        if not EARLIEST < until <= now:
            raise CommandError("--until should not be in the future.")
        return until

    def _tell(self, rows: Counter[str], *, done: str) -> None:
        for table, number in sorted(rows.items()):
            if number:
                self.stdout.write(f"  {table}: {number:,} {done}")
        if not rows.total():
            self.stdout.write("There are no simulated viewers.")
