"""The whole nightly job, PostgreSQL to PostgreSQL: the textbook's way and ours, and the table of benchmarks/results.

    python benchmarks/nightly_job.py                                    # 1,000,000 ratings, all ways
    python benchmarks/nightly_job.py --ratings 25000000 --only ours     # large: to an activated model, step by step

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
from nightly_whole import svd_alone, whole_run

LARGE = {
    "Surprise's SVD": svd_alone,
    "The whole run": whole_run,
}
"""Measured without a peer, which would take hours; each in a slot of its own."""
WAYS = {**nightly_ways.WAYS, **LARGE}
RESULTS = Path(__file__).parent / "results"
MEMORY_GIGABYTES = 1.5
TO_LISTS = f"""PostgreSQL: SVD with {FACTORS} factors and {EPOCHS} epochs,
the best {LENGTH} unseen titles of every viewer."""
WHAT = {
    "Surprise's SVD": f"""Ratings to an activated model of Surprise's SVD alone ({FACTORS} factors, {EPOCHS} epochs),
with popularity and trend; nothing is chosen or judged.""",
    "The whole run": """The site's own retrain: it leaves out shills, chooses and judges its recipe on a part of the
viewers, learns Surprise's SVD and ALS from everything, asks the gate and activates. EASE, whose square matrix would
need more than the memory allowed, is left out. Home pages are not judged, as the titles have no genres; shortlists for
nodes that cannot read the model are a task of its own.""",
}


def in_a_process(way: str, count: int) -> dict:
    arguments = [sys.executable, __file__, "--ratings", str(count), "--way", way]
    done = subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True, env=os.environ)
    return json.loads(done.stdout.strip().splitlines()[-1])


def report(count: int, found: dict[str, dict], load: float) -> str:
    stages = list(dict.fromkeys(stage for way in found.values() for stage in way["seconds"]))
    lines = [
        "# The nightly job",
        "",
        f"{count:,} synthetic ratings, PostgreSQL to {TO_LISTS}",
        "Seconds, one run, each way in a process of its own; two cores.",
        f"Load average {load:.1f} before the first. Made by `benchmarks/nightly_job.py`.",
        "",
        "| way | " + " | ".join(stages) + " | total | times as fast | rows | peak MB |",
        "|---" * (len(stages) + 5) + "|",
    ]
    base = sum(found["textbook"]["seconds"].values())
    for way, told in found.items():
        total = sum(told["seconds"].values())
        cells = [f"{told['seconds'][stage]:.2f}" if stage in told["seconds"] else "" for stage in stages]
        lines.append(
            f"| {way} | {' | '.join(cells)} | {total:.2f} | {base / total:.1f} | {told['rows']:,} |"
            f" {told['peak_mb']:.0f} |"
        )
    same = found["ours, the same factors"]
    lines += [
        "",
        "The factors are Surprise's own to the last bit: the library on the same rows in the same order (outside",
        f"the clock; its `fit` took {same['stock fit']:.2f} s on rows sorted by viewer, its best case) has",
        f"the hash `{same['stock hash']}`, ours `{same['hash']}`.",
    ]
    return "\n".join([*lines, ""])


def report_of_large(count: int, found: dict[str, dict], load: float) -> str:
    """A table for each way, a row for each of its steps."""
    lines = [
        f"# The nightly job with {count:,} ratings",
        "",
        "Synthetic ratings in PostgreSQL to a model that serves; one run, each part in a process of its own, two",
        "cores. *Seconds* are by the clock, with whatever else the machine does; the others are what processors spent",
        "in this process and in PostgreSQL's, which other work moves less. *Peak* is all memory of this process, with",
        f"the {found[next(iter(found))]['before_mb']:.0f} MB that Django, Numba and the libraries take before anything",
        f"is read. The setting `training_memory_gigabytes` is {MEMORY_GIGABYTES}. Load average {load:.1f} before the",
        f"first. Made by `benchmarks/nightly_job.py --ratings {count} --only ours`.",
    ]
    for way, told in found.items():
        lines += ["", f"## {way}", "", WHAT[way], ""]
        lines += ["| step | seconds | processor's | PostgreSQL's | peak MB |", "|---|---|---|---|---|"]
        kinds = [told[name] for name in ("seconds", "ours", "postgresql")]
        for step in told["seconds"]:
            lines.append(
                f"| {step} | {' | '.join(f'{kind[step]:.1f}' for kind in kinds)} | {told['peaks'][step]:.0f} |"
            )
        totals = " | ".join(f"{sum(kind.values()):.1f}" for kind in kinds)
        lines.append(f"| **all of it** | {totals} | {told['peak_mb']:.0f} |")
        lines += ["", told["verdict"]] if "verdict" in told else []
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
    measure(chosen.ratings, is_large=bool(chosen.only))


def measure(count: int, *, is_large: bool) -> None:
    """Run every way in turn on the tables as they are, and write the results."""
    found, load = {}, os.getloadavg()[0]
    for way in LARGE if is_large else nightly_ways.WAYS:
        found[way] = in_a_process(way, count)
        print(way, json.dumps(found[way]), flush=True)
    text = (report_of_large if is_large else report)(count, found, load)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / ("nightly_job_large.md" if is_large else "nightly_job.md")).write_text(text)
    print(text)


if __name__ == "__main__":
    main()
