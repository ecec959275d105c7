"""Queue a retrain and watch it, or do it here."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.models import RunState, TrainingRun
from recommendations.modelstore.active import active_bundle
from recommendations.pages.judge_history import judge_model
from recommendations.tasks import send_hint
from recommendations.training.run import queue_run, retrain

UNFINISHED = (RunState.QUEUED, RunState.RUNNING)


class Command(BaseCommand):
    help = "Retrain the recommendations: queues a run for a worker and shows its progress until it ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--now", action="store_true", help="train in this process instead of in a worker")
        parser.add_argument("--no-wait", action="store_true", help="queue the run and return")
        parser.add_argument("--if-missing", action="store_true", help="only when no model serves that can be read")
        parser.add_argument("--timeout", type=float, default=1800.0, help="seconds to wait for a worker's end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_missing"] and active_bundle() is not None:
            return
        run = queue_run(reason="command", requested_by=None, now=timezone.now())
        self.stdout.write(f"Run {run.pk} is queued.")
        if options["now"]:
            retrain(run.pk, now=timezone.now, pages=judge_model)
        else:
            send_hint(run.pk)
            if options["no_wait"]:
                return
            self._watch(run, options["timeout"])
        run.refresh_from_db()
        self._tell(run)

    def _watch(self, run: TrainingRun, timeout: float) -> None:
        told, end = "", time.monotonic() + timeout
        while run.state in UNFINISHED:
            if time.monotonic() > end:
                raise CommandError(f"Run {run.pk} is still {run.state} after {timeout:.0f} s; is a worker running?")
            time.sleep(0.3)
            run.refresh_from_db()
            if run.step and run.step != told:
                told = run.step
                self.stdout.write(f"{run.progress:5.0%}  {told}")

    def _tell(self, run: TrainingRun) -> None:
        if run.state in (RunState.FAILED, *UNFINISHED):
            raise CommandError(f"Run {run.pk} is {run.state}: {run.error or run.step}")
        seconds = run.metrics.get("seconds")
        took = f" in {seconds} s" if seconds else ""
        self.stdout.write(f"Run {run.pk} {run.state}{took}. {run.verdict}")
