"""List the model versions, or let another one serve."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.models import ModelSlot, ModelVersion, Promotion
from recommendations.modelstore.activate import UnableToRollBack, roll_back


class Command(BaseCommand):
    help = "Without arguments: list model versions. With a digest's beginning, or --previous: let that one serve."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("digest", nargs="?", default="", help="the beginning of a version's digest")
        parser.add_argument("--previous", action="store_true", help="roll back to what served before")
        parser.add_argument("--why", default="By command", help="what the history will say")

    def handle(self, *args: Any, **options: Any) -> None:
        serving = ModelSlot.objects.filter(name="home").values_list("version_id", flat=True).first()
        if not options["digest"] and not options["previous"]:
            for version in ModelVersion.objects.all():
                mark = "*" if version.pk == serving else " "
                ndcg = version.metrics.get("model", {}).get("ndcg10", "-")
                self.stdout.write(f"{mark} {version}  {version.created_at:%Y-%m-%d %H:%M}  NDCG@10 {ndcg}")
            return
        version = self._previous(serving) if options["previous"] else self._named(options["digest"])
        try:
            roll_back(version=version, user=None, now=timezone.now(), why=options["why"])
        except UnableToRollBack as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{version} serves.")

    @staticmethod
    def _previous(serving: int | None) -> ModelVersion:
        earlier = Promotion.objects.exclude(version_id=serving).select_related("version").first()
        if earlier is None:
            raise CommandError("Nothing else has served yet.")
        return earlier.version

    @staticmethod
    def _named(beginning: str) -> ModelVersion:
        found = list(ModelVersion.objects.filter(digest__startswith=beginning)[:2])
        if len(found) != 1:
            raise CommandError(f"{'Several versions begin' if found else 'No version begins'} with {beginning}.")
        return found[0]
