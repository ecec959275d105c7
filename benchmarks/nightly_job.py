"""The whole nightly job, PostgreSQL to PostgreSQL: the textbook's way and ours, and the table of benchmarks/results.

    python benchmarks/nightly_job.py                                    # 1,000,000 ratings, all ways
    python benchmarks/nightly_job.py --ratings 25000000 --only ours     # large

Each way (nightly_ways.py) runs in a process of its own on the same tables of one embedded PostgreSQL. The textbook's
runs once: its loop of `predict` alone takes most of a minute. Numba's compiling, once per process and about a second,
is outside the clock.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import nightly_ways
import own_database
from nightly_ways import EPOCHS, FACTORS, LENGTH
from nightly_whole import whole_run

WAYS = {**nightly_ways.WAYS, "ours, the whole run": whole_run}
RESULTS = Path(__file__).parent / "results"
LARGE = ("ours, the whole run",)
"""Measured without a peer, which would take hours."""
MEMORY_GIGABYTES = 1.5
TO_LISTS = f"""PostgreSQL: SVD with {FACTORS} factors and {EPOCHS} epochs,
the best {LENGTH} unseen titles of every viewer."""
TO_A_MODEL = f"""an activated model: the site's own retrain, which
chooses and judges its recipe on a part of the viewers, learns it from everything (SVD with {FACTORS} factors and
{EPOCHS} epochs, in single precision above ten million ratings; ALS), asks the gate and activates. The setting
`training_memory_gigabytes` is {MEMORY_GIGABYTES}: EASE, whose square matrix needs more, is left out. Home pages are
not judged: the titles have no genres."""


def in_a_process(way: str, count: int) -> dict:
    arguments = [sys.executable, __file__, "--ratings", str(count), "--way", way]
    done = subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True, env=os.environ)
    return json.loads(done.stdout.strip().splitlines()[-1])


def report(count: int, found: dict[str, dict], load: float) -> str:
    stages = list(dict.fromkeys(stage for way in found.values() for stage in way["seconds"]))
    lines = [
        "# The nightly job",
        "",
        f"{count:,} synthetic ratings, PostgreSQL to {TO_LISTS if 'textbook' in found else TO_A_MODEL}",
        "Seconds, one run, each way in a process of its own; two cores.",
        f"Load average {load:.1f} before the first. Made by `benchmarks/nightly_job.py`.",
        "",
        "| way | " + " | ".join(stages) + " | total | times as fast | rows | peak MB |",
        "|---" * (len(stages) + 5) + "|",
    ]
    base = sum(found["textbook"]["seconds"].values()) if "textbook" in found else None
    for way, told in found.items():
        total = sum(told["seconds"].values())
        cells = [f"{told['seconds'][stage]:.2f}" if stage in told["seconds"] else "" for stage in stages]
        ratio = f"{base / total:.1f}" if base else ""
        lines.append(
            f"| {way} | {' | '.join(cells)} | {total:.2f} | {ratio} | {told['rows']:,} | {told['peak_mb']:.0f} |"
        )
    lines += [f"\n{way}: {told['verdict']}" for way, told in found.items() if "verdict" in told]
    same = found.get("ours, the same factors", {})
    if same:
        lines += [
            "",
            "The factors are Surprise's own to the last bit: the library on the same rows in the same order (outside",
            f"the clock; its `fit` took {same['stock fit']:.2f} s on rows sorted by viewer, its best case) has",
            f"the hash `{same['stock hash']}`, ours `{same['hash']}`.",
        ]
    return "\n".join([*lines, ""])


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--ratings", type=int, default=1_000_000)
    arguments.add_argument("--only", choices=["ours"], help="to an activated model, without a peer")
    arguments.add_argument("--way", choices=list(WAYS))
    chosen = arguments.parse_args()
    if chosen.way:
        own_database.set_up()
        print(json.dumps(WAYS[chosen.way](chosen.ratings)))
        return
    if chosen.only:
        # What an operator would say who wants it to stay within that: estimators that need more are left out.
        os.environ["RECOMMENDATIONS"] = json.dumps({"training_memory_gigabytes": MEMORY_GIGABYTES})
    own_database.start()
    own_database.load(chosen.ratings)
    ways = [way for way in WAYS if (way in LARGE) == bool(chosen.only)]
    found, load = {}, os.getloadavg()[0]
    for way in ways:
        found[way] = in_a_process(way, chosen.ratings)
        print(way, json.dumps(found[way]), flush=True)
    text = report(chosen.ratings, found, load)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / ("nightly_job_large.md" if chosen.only else "nightly_job.md")).write_text(text)
    print(text)


if __name__ == "__main__":
    main()
