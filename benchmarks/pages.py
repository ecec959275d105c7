"""Home pages beside pages that nobody composed, and what each part of composing gains or costs.

    python benchmarks/pages.py <folder with ml-100k.inter and ml-100k.item> [--every 1]
    python benchmarks/pages.py <the same folder> --tune 40
    python benchmarks/pages.py --simulated [--titles 2000] [--seeds 100 101 102] [--households 300] [--every 1]

Every page has a billboard and is cut to the same rows and columns; the list is cut to whatever shape is asked for.
Relevant is what was liked of the last fifth of each viewer's own history, which is held out; settings and weights of
the model are chosen within the part that is learned from. So are the weights of the page
(`recommendations/ranking/policy.py`): `--tune` tries some on the validation part inside the learning part, and prints
them. The ablation and what repeats tomorrow are of every so many viewers. Writes a part of benchmarks/results/pages.md.
"""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if "--simulated" in sys.argv:
    from benchmarks.simulated_pages import worlds  # Starts a database, which must come before the rest.

import django

django.setup()

from benchmarks import pages_ablation
from benchmarks.movielens_pages import SEED, asked_of, ground_of
from benchmarks.pages_tuning import best_of, tuned
from recommendations.pages.comparisons import COMPARISONS
from recommendations.pages.judge import Asked, PageScores, compared_page, composed_page, judge_pages
from recommendations.pages.judge_history import OURS
from recommendations.pages.judged_in_words import beside, curves_of, table_of

RESULTS = Path(__file__).parent / "results" / "pages.md"
ON_MOVIELENS, ON_SIMULATED = "# Home pages on MovieLens-100K", "# Home pages of simulated households"
ON_MORE_TITLES = "# Home pages of simulated households, many titles"
ABOUT = "In brackets: 95 % bootstrap intervals over viewers, paired where two are compared."
MOVIELENS = """Per-user time split; relevant means rated 4 or more. No moods, people or lengths are known of these
films and no impressions and moments of their viewers, so the rows and parts that need them are absent. The weights of
the page were chosen on the validation part inside the part that is learned from, not on these viewers (those before
them were set while looking at them). There the page had 0.99 of the list's recall, 0.45 of its error and
1.60 times its coverage."""
SIMULATED = """Simulated households (`docs/decisions/0003-simulated-households.md`) live with the catalogue of
`seed/`; nothing was tuned on these seeds. Pages are for a laptop, at the moment of one of the plays that were held
out, and know which tiles were in view before it. The catalogue is small: where one list for each viewer shows most
of it already, coverage cannot be half as much again, and the effective number of titles says more. What is seen most
was chosen from pages with the popular first, and nobody tires of a title, so capping can only lose here."""
MORE_TITLES = """The same households over a catalogue of invented titles that is large enough for coverage to tell."""
WHAT = """## What each part gains or costs

Ratios are of the page with everything over the page without the part: above 1 the part gains (of an error, below
1). Repeated tomorrow: the share of the next day's first screen that stood on today's, with everything / without the
part."""


def main() -> None:
    given = parsed()
    if given.simulated:
        simulated(given)
    elif given.tune:
        tune(given.folder, given.tune)
    else:
        movielens(given.folder, given.every)


def movielens(folder: Path, every: int) -> None:
    asked = list(asked_of(ground_of(folder)))
    scores = judged(asked, every)
    parts = [judge_pages(asked[::every], makers=pages_ablation.without_parts())]
    text = [ON_MOVIELENS, MOVIELENS, f"{len(scores[OURS].ndcg)} viewers. {ABOUT}", *tables(scores)]
    text += [WHAT, said_of(every), "\n".join(pages_ablation.table(parts, seed=SEED))]
    write(ON_MOVIELENS, text)


def simulated(given: argparse.Namespace) -> None:
    heading, about = (ON_MORE_TITLES, MORE_TITLES) if given.titles else (ON_SIMULATED, SIMULATED)
    titles = f"{given.titles:,} titles, " if given.titles else ""
    text, parts = [heading, about, f"{titles}{given.households} households of each seed. {ABOUT}"], []
    for seed, asked in worlds(given.seeds, households=given.households, titles=given.titles):
        scores = judged(asked, given.every)
        text += [f"## Seed {seed}: {len(scores[OURS].ndcg)} viewers", *tables(scores)]
        parts.append(judge_pages(asked[:: given.every], makers=pages_ablation.without_parts()))
        print("\n\n".join(text), flush=True)
    text += [f"{WHAT} Viewers of all seeds together.", said_of(given.every)]
    write(heading, [*text, "\n".join(pages_ablation.table(parts, seed=SEED))])


def tune(folder: Path, tries: int) -> None:
    asked = list(asked_of(ground_of(folder, is_validation=True)))
    tried = []
    print("| weights | recall@3-by-6 | calibration error | coverage |\n|---|---:|---:|---:|")
    for one in tuned(asked, tries=tries, seed=SEED):
        tried.append(one)
        print(one.said, flush=True)
    print(f"\nBest of what is allowed:\n{best_of(tried).said}")


def judged(asked: list[Asked], every: int) -> dict[str, PageScores]:
    """Of everybody; what repeats tomorrow of every so many."""
    makers = {name: compared_page(one) for name, one in COMPARISONS.items()} | {OURS: composed_page()}
    repeated = judge_pages(asked[::every], makers=makers)
    if every == 1:
        return repeated
    scores = judge_pages(asked, makers=makers, with_tomorrow=False)
    return {name: replace(one, repetition=repeated[name].repetition) for name, one in scores.items()}


def tables(scores: dict[str, PageScores]) -> list[str]:
    return [
        table_of(scores, seed=SEED), beside(scores, ours=OURS, others=list(COMPARISONS), seed=SEED), curves_of(scores)
    ]  # fmt: skip


def said_of(every: int) -> str:
    return "Of all viewers." if every == 1 else f"Of every viewer in {every}."


def write(heading: str, text: list[str]) -> None:
    """Put one part of the results in its place; the other stays as it is."""
    kept = RESULTS.read_text() if RESULTS.exists() else ""
    parts = {part.partition("\n")[0]: part for part in kept.split("\n\n\n") if part}
    parts[heading] = "\n\n".join(text)
    ordered = [parts[name].strip("\n") for name in (ON_MOVIELENS, ON_SIMULATED, ON_MORE_TITLES) if name in parts]
    RESULTS.write_text("\n\n\n".join(ordered) + "\n")
    print(parts[heading])


def parsed() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, nargs="?")
    arguments.add_argument("--simulated", action="store_true")
    arguments.add_argument("--tune", type=int, default=0, metavar="TRIES")
    arguments.add_argument("--seeds", type=int, nargs="+", default=[100, 101, 102])
    arguments.add_argument("--households", type=int, default=300)
    arguments.add_argument("--titles", type=int, default=0, help="invented ones instead of those of seed/")
    arguments.add_argument("--every", type=int, default=1)
    given = arguments.parse_args()
    if given.folder is None and not given.simulated:
        arguments.error("name a folder, or say --simulated")
    return given


if __name__ == "__main__":
    main()
