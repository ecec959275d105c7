"""Judge estimators on the latest fifth of what viewers did; changes nothing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.estimators import ESTIMATORS
from recommendations.training.compare import compare
from recommendations.training.dataset import read_dataset
from recommendations.training.evaluate import table
from recommendations.training.run import reason_to_skip


class Command(BaseCommand):
    help = "Print one table of how well estimators rank what viewers did last."

    def add_arguments(self, parser: ArgumentParser) -> None:
        keys = [estimator.key for estimator in ESTIMATORS]
        parser.add_argument("estimators", nargs="*", metavar="estimator", help=f"{', '.join(keys)}; all when absent")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        known = {estimator.key: estimator for estimator in ESTIMATORS}
        unknown = sorted(set(options["estimators"]) - set(known))
        if unknown:
            raise CommandError(f"There is no estimator {', '.join(unknown)}; there are {', '.join(known)}.")
        dataset = read_dataset(cutoff=timezone.now())
        too_little = reason_to_skip(dataset)
        if too_little:
            raise CommandError(too_little)
        wanted = [known[key] for key in options["estimators"] or known]
        self.stdout.write(table(compare(dataset, estimators=wanted, seed=options["seed"])))
