"""Count here and now what came of recommendations, and print it."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.conf import MOST_OUTCOME_DAYS, tunables
from recommendations.models import JobState, OutcomeReport
from recommendations.outcomes.report import report
from recommendations.training.queue import queue_outcomes

OUTPUTS = ("words", "json")


class Command(BaseCommand):
    help = "Count what came of recommendations in the last days; the report is kept and stands in the admin, too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=tunables().outcome_days, help="how far back it looks")
        parser.add_argument("--output", default=OUTPUTS[0], help=f"one of {', '.join(OUTPUTS)}")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["days"] <= MOST_OUTCOME_DAYS:
            raise CommandError(f"--days must be from 1 to {MOST_OUTCOME_DAYS}, not {options['days']}.")
        if options["output"] not in OUTPUTS:
            raise CommandError(f"--output must be one of {', '.join(OUTPUTS)}, not {options['output']!r}.")
        job = queue_outcomes(days=options["days"], requested_by=None, now=timezone.now())
        report(job.pk, now=timezone.now)
        job = OutcomeReport.objects.get(pk=job.pk)
        if job.is_unfinished:
            raise CommandError("A worker is counting just now; look in the admin for its report.")
        if job.state == JobState.FAILED:
            raise CommandError(f"Counting failed. {job.error}")
        self.stdout.write(json.dumps(job.figures, indent=2) if options["output"] == "json" else job.verdict)
