"""How much of a simulated truth the site finds out: tastes, moments, attention, and what pictures do.

    python benchmarks/recovered.py [--seeds 100 101 102] [--households 600]

The data is SIMULATED (`docs/decisions/0003-simulated-households.md`): households live with the catalogue of seed/, the
site trains on what they did, and its scores are compared with what they are like, which only this program reads. Seeds
from 100 on are for reports; whoever tunes takes others. Writes benchmarks/results/recovered.md.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

import own_database

own_database.start()

import numpy as np
from django.conf import settings
from django.db import connection
from django.utils import timezone
from recovered_truths import Found, of_moments, of_pictures, of_places, of_tastes

from catalog.importers.json_lines import JsonLines
from recommendations.events.bring_in import Request, bring_in
from recommendations.models import TrainingRun
from recommendations.modelstore.active import active_bundle, forget_held
from recommendations.simulation.remove import remove
from recommendations.simulation.simulate import DAYS, Plan, simulate
from recommendations.simulation.truth import Truth, read_truth
from recommendations.training.queue import queue_run
from recommendations.training.run import retrain

RESULTS = Path(__file__).parent / "results" / "recovered.md"
HEAD = """# What was recovered of a simulated truth

The data is simulated: households whose tastes, attention and susceptibility to pictures are known live with the
catalogue of `seed/`, the site trains on what they did, and its scores are compared with what they are like. It shows
whether what is there is found, not that real people are like this; what is assumed is in
`docs/decisions/0003-simulated-households.md`. Rank correlations (Spearman) are per viewer over what that viewer may see
and has not begun, then averaged; in brackets 95 % bootstrap intervals over viewers. "Best possible" and "by chance" are
what the truth itself and a lot would reach.

"""
UNTOLD = """
What today's system does not estimate, and so cannot recover: the curve of attention (pages assume `1 / (log2(1 + row)
log2(1 + column))`, which is compared above with the truth as it stands), and what a picture does to whom (pictures are
chosen by what the viewer's titles have in common with them; nothing is learned from which were taken). The rows marked
"logs" say what the logs hold of both, for whoever will learn from them.
"""


def the_demo_catalogue() -> None:
    request = Request(
        importer=JsonLines(), path=settings.BASE_DIR / "seed", may_make_households=True,
        shift=timezone.now() - JsonLines().about(settings.BASE_DIR / "seed")[1],
    )  # fmt: skip
    bring_in(request=request, now=timezone.now(), tell=lambda _text: None)


def simulated(seed: int, households: int, folder: Path) -> Truth:
    plan = Plan(households=households, days=DAYS, until=timezone.now(), seed=seed, truth=folder / f"truth-{seed}")
    written = simulate(plan=plan, tell=lambda _text: None)
    events = written["recommendations_event"] + written["recommendations_impression"]
    print(f"seed {seed}: {written['accounts_profile']:,} viewers, {events:,} events")
    return read_truth(folder / f"truth-{seed}")


def trained() -> str:
    run = queue_run(reason="benchmark", requested_by=None, now=timezone.now())
    retrain(run.pk, now=timezone.now)
    found = TrainingRun.objects.get(pk=run.pk)
    print(f"  {found.state}: {found.verdict}")
    return found.state


def measured(truth: Truth) -> list[Found]:
    forget_held()
    bundle = active_bundle()
    if bundle is None:
        raise SystemExit("No model passed its gate: there is nothing to compare.")
    return [*of_tastes(truth, bundle), *of_moments(truth, bundle), *of_places(truth), *of_pictures(truth)]


def table(by_seed: dict[int, list[Found]]) -> str:
    seeds = list(by_seed)
    head = "| what | measure | " + " | ".join(f"seed {seed}" for seed in seeds) + " |"
    lines = [head, "|---" * (2 + len(seeds)) + "|"]
    lines += [
        f"| {rows[0].what} | {rows[0].measure} | " + " | ".join(row.said for row in rows) + " |"
        for rows in zip(*by_seed.values(), strict=True)
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[100, 101, 102])
    arguments.add_argument("--households", type=int, default=600)
    arguments.add_argument("--print-only", action="store_true", help="for tuning, on seeds below 100: write no table")
    given = arguments.parse_args()
    if min(given.seeds) < 100 and not given.print_only:
        raise SystemExit("Seeds below 100 are for tuning: say --print-only.")
    started = time.perf_counter()
    the_demo_catalogue()
    by_seed: dict[int, list[Found]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for seed in given.seeds:
            truth = simulated(seed, given.households, Path(folder))
            trained()
            by_seed[seed] = measured(truth)
            remove(tell=lambda _text: None)
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM recommendations_modelslot")
    about = f"{given.households} households of {DAYS:g} days, {len(truth.title_ids)} titles.\n\n"
    said = HEAD + about + table(by_seed) + UNTOLD
    print(said)
    if not given.print_only:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(said, encoding="utf-8")
    print(f"{time.perf_counter() - started:.0f} s; numpy {np.__version__}")


if __name__ == "__main__":
    main()
