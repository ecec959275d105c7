"""The home page under load: served again and decided afresh, beside the same bytes from memory and a page as usual.

    python benchmarks/page_speed.py [FILE ...]    with files: only write the tables, of what page_speed_one.py printed;
                                                  with brief ones alone, only those of growth

Each site has a PostgreSQL and a Valkey of its own, an invented catalogue, 200 signed-in viewers with histories and the
site's own blend, trained on 600,000 ratings. Two granian workers are started as `manage.py up` starts them; another
process asks over one connection to each worker, one request at a time, on the same two processors. A page is what a
phone shows: 12 rows of up to 20 titles. "In parts" is as browsers ask: the page, then its fragments; every view is cut
into the same parts, and all of them count. "Whole" is one answer with all rows. The views beside: *memory* answers the
very bytes of the page from a dict, *usual* is two queries for objects and a template that loops over them, with
nothing recommended; both are signed in, under the same middleware. *Afresh* decides the page at every request, however
well the last one stands, and records it. Ratios are of medians over rounds in which the views take turns. Processor
time is that of the workers, PostgreSQL and the asking process together: it says what a page costs even where other work
keeps the machine busy. Writes benchmarks/results/page_speed.md.
"""

import json
import os
import subprocess
import sys
from operator import itemgetter
from pathlib import Path

import numpy as np

RESULTS = Path(__file__).parent / "results" / "page_speed.md"
SITES = (
    ["--titles", "5000"],
    ["--titles", "20000", "--brief"],
    ["--titles", "100000", "--brief"],
    ["--titles", "5000", "--others", "1000000", "--brief"],
)
NAMES = {"memory": "memory", "naive": "usual", "served": "served again", "anew": "afresh"}
WAYS = {"in parts": "In parts, as browsers ask", "whole": "Whole, in one answer"}

HEAD = (
    "| view | pages a second | requests a second | first answer, p50 / p95 ms | all answers, p50 / p95 ms "
    "| x memory | x usual | processor ms a page | x memory | x usual |"
)

GROWTH = "## Growth"
ABOUT_GROWTH = """In parts, as above. A million others have ratings, progress, plays, impressions, events and pages;
nobody asks for theirs. Processor time says more than the clock where the machine is busy, and so does *memory* beside
it, which knows neither titles nor history."""
GROWTH_HEAD = "| titles | rows of history | view | first answer, p50 / p95 ms | processor ms a page |"


def measured() -> list[dict]:
    """One process per site: Django knows one database in its life."""
    program = str(Path(__file__).with_name("page_speed_one.py"))
    found = []
    for options in SITES:
        answer = subprocess.run([sys.executable, program, *options], check=True, stdout=subprocess.PIPE, text=True)
        found.append(json.loads(answer.stdout.splitlines()[-1]))
    return found


def views_of(rounds: list[dict]) -> float:
    return float(np.median([one["views"] for one in rounds]))


def processor_of(rounds: list[dict]) -> float:
    return float(np.median([one["processor"] for one in rounds])) * 1e3


def milliseconds(rounds: list[dict], which: str) -> str:
    times = np.concatenate([one[which] for one in rounds]) * 1e3
    return f"{np.percentile(times, 50):.1f} / {np.percentile(times, 95):.1f}"


def table_of(found: dict) -> list[str]:
    lines = []
    for way, part in found.items():
        size, modes = part["page"], part["modes"]
        lines += [
            f"### {WAYS[way]}", "",
            f"{size['requests']:.1f} requests, {size['tiles']:.0f} tiles, {size['kilobytes']:.0f} KB uncompressed.", "",
            HEAD, "|---|---|---|---|---|---|---|---|---|---|",
        ]  # fmt: skip
        for mode, rounds in modes.items():
            speeds = [one["views"] for one in rounds]
            others = [modes.get(name) for name in ("memory", "naive")]
            beside = [f"{views_of(rounds) / views_of(other):.2f}" if other else "" for other in others]
            cheaper = [f"{processor_of(other) / processor_of(rounds):.2f}" if other else "" for other in others]
            lines.append(
                f"| {NAMES[mode]} | {views_of(rounds):.0f} [{min(speeds):.0f}, {max(speeds):.0f}] "
                f"| {np.median([one['requests'] for one in rounds]):.0f} | {milliseconds(rounds, 'first')} "
                f"| {milliseconds(rounds, 'all')} | {' | '.join([*beside, f'{processor_of(rounds):.1f}', *cheaper])} |"
            )
        lines.append("")
    return lines


def growth_of(sites: list[dict]) -> list[str]:
    usual = sites[0]
    busy = ", ".join(f"{site['busy']:.1f}" for site in sites)
    lines = [
        GROWTH, "", ABOUT_GROWTH, "", f"The machine's load average before each: {busy}.", "",
        f"{GROWTH_HEAD} x {usual['titles']:,} titles |",
        "|---:|---:|---|---:|---:|---:|",
    ]  # fmt: skip
    for site in sites:
        rows = f"{sum(site['rows'].values()) / 1e6:.1f} million" if site["rows"] else "0.6 million"
        for mode in ("memory", "served", "anew"):
            rounds, smallest = (one["found"]["in parts"]["modes"][mode] for one in (site, usual))
            lines.append(
                f"| {site['titles']:,} | {rows} | {NAMES[mode]} | {milliseconds(rounds, 'first')} "
                f"| {processor_of(rounds):.1f} | {processor_of(rounds) / processor_of(smallest):.2f} |"
            )
    return lines


def main() -> None:
    files = sys.argv[1:]
    sites = [json.loads(Path(name).read_text().splitlines()[-1]) for name in files] if files else measured()
    sites.sort(key=itemgetter("titles", "others"))
    whole = next((site for site in sites if "whole" in site["found"]), None)
    standing, mark, growth = RESULTS.read_text().partition(GROWTH)
    text = [standing.rstrip("\n") if whole is None else part_of(whole), ""]
    text += [mark + growth] if sites == [whole] else growth_of(sites)
    RESULTS.write_text("\n".join(text).rstrip("\n") + "\n")
    print(RESULTS.read_text())


def part_of(whole: dict) -> str:
    return "\n".join([
        "# The home page under load", "", __doc__.split("\n\n")[2].strip(), "", f"## {whole['titles']:,} titles", "",
        f"The machine's load average before it began: {whole['busy']:.1f}, on {os.cpu_count()} processors.",
        "",
        *table_of(whole["found"]),
    ]).rstrip("\n")  # fmt: skip


if __name__ == "__main__":
    main()
