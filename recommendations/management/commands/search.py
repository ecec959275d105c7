"""Queue a search for better settings and watch it, or do it here."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.models import JobState, SearchRun, SearchTrial
from recommendations.tasks import send_hint
from recommendations.training.chosen import BY_KEY
from recommendations.training.queue import queue_search
from recommendations.training.search import is_error
from recommendations.training.search_run import search

FEWEST_TRIALS, MOST_TRIALS = 1, 500
SHOWN = 5


class Command(BaseCommand):
    help = "Search better settings for one estimator: random draws, of which the best learn from more and more viewers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--estimator", required=True, help=", ".join(BY_KEY))
        parser.add_argument("--trials", type=int, default=30, help="how many settings are drawn (30)")
        parser.add_argument("--now", action="store_true", help="search in this process instead of in a worker")
        parser.add_argument("--no-wait", action="store_true", help="queue the search and return")
        parser.add_argument("--timeout", type=float, default=7200.0, help="seconds to wait for a worker's end")

    def handle(self, *args: Any, **options: Any) -> None:
        key, trials = options["estimator"], options["trials"]
        if key not in BY_KEY:
            raise CommandError(f"There is no estimator {key}; there are {', '.join(BY_KEY)}.")
        if not FEWEST_TRIALS <= trials <= MOST_TRIALS:
            raise CommandError(f"Ask for {FEWEST_TRIALS} to {MOST_TRIALS} trials.")
        run = queue_search(estimator=key, trials=trials, requested_by=None, now=timezone.now())
        self.stdout.write(f"{run} is queued, {run.trials} trials.")
        if options["now"]:
            search(run.pk, now=timezone.now, clock=time.monotonic, slice_seconds=float("inf"), tell=self._tell_step)
        else:
            send_hint(run.pk, SearchRun)
            if options["no_wait"]:
                return
            self._watch(run, options["timeout"])
        run.refresh_from_db()
        self._tell(run)

    def _tell_step(self, text: str, progress: float) -> None:
        self.stdout.write(f"{progress:5.0%}  {text}")

    def _watch(self, run: SearchRun, timeout: float) -> None:
        told, end = "", time.monotonic() + timeout
        while run.is_unfinished:
            if time.monotonic() > end:
                raise CommandError(f"{run} is still {run.state} after {timeout:.0f} s; is a worker running?")
            time.sleep(0.3)
            run.refresh_from_db()
            if run.step and run.step != told:
                told = run.step
                self._tell_step(told, run.progress)

    def _tell(self, run: SearchRun) -> None:
        if run.state != JobState.DONE:
            raise CommandError(f"{run} is {run.state}: {run.error or run.verdict or run.step}")
        last = SearchTrial.objects.filter(search=run, rung=len(run.plan) - 1).exclude(score=None)
        sign = "" if is_error(BY_KEY[run.estimator]) else "-"
        for trial in last.order_by(f"{sign}score")[:SHOWN]:
            name = f"trial {trial.number}" if trial.number else "used now"
            shown = ", ".join(f"{field} {value:.4g}" if isinstance(value, float) else f"{field} {value}"
                               for field, value in trial.config.items())  # fmt: skip
            self.stdout.write(f"{run.measure} {trial.score:.4f}  {name:9}  {shown}")
        self.stdout.write(run.verdict)
