"""Train Surprise's SVD as it comes and as the site trains it, in time, memory and factors, with implicit's ALS beside.

    python benchmarks/training_time.py                     # 100,000, 1,000,000 and 5,000,000 ratings
    python benchmarks/training_time.py 100000 25000000     # other sizes

Synthetic ratings from a seed (lognormal activity of viewers, shifted Zipf popularity of titles, rank 16 and biases,
1 to 5, no pair twice), in random order as rows come out of a table of events, and sorted by viewer, which is
Surprise's best case. 100 factors, 20 epochs, Surprise's default rates. Every cell is one run in a process of its own;
the kernels are compiled before the clock starts. Surprise reads rows from a plain list, which is quicker than the data
frame it asks for. The table goes to benchmarks/results/training_time.md.
"""

import argparse
import hashlib
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

import numpy as np

SEED = 7
FACTORS, EPOCHS, LEARNING_RATE, REGULARISATION = 100, 20, 0.005, 0.02
SHAPES = {100_000: (943, 1_682), 1_000_000: (6_040, 3_706), 5_000_000: (40_000, 20_000), 25_000_000: (162_541, 59_047)}
METHODS = ("stock", "exact", "float32", "implicit")
ORDERS = ("random order", "sorted by viewer")
RESULTS = Path(__file__).parent / "results" / "training_time.md"
NAMES = {
    "stock": "Surprise 1.1.5",
    "exact": "this site, float64",
    "float32": "this site, float32",
    "implicit": "implicit ALS, 15 iterations, 2 threads",
}


def ratings_of(count: int) -> tuple[Any, Any, Any]:
    """Viewers, titles and ratings in random order."""
    viewers, titles = SHAPES.get(count) or (max(count // 125, 2), max(count // 250, 2))
    random = np.random.default_rng(SEED)
    activity = random.lognormal(0.0, 1.1, viewers)
    popularity = 1.0 / (np.arange(titles) + titles * 0.02) ** 1.0
    pairs = np.empty(0, dtype=np.int64)
    while len(pairs) < count:
        who = np.searchsorted(np.cumsum(activity / activity.sum()), random.random(count // 2 + 1_000))
        what = np.searchsorted(np.cumsum(popularity / popularity.sum()), random.random(count // 2 + 1_000))
        drawn = np.minimum(who, viewers - 1) * titles + np.minimum(what, titles - 1)
        pairs = np.sort(np.concatenate([pairs, drawn]))
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    pairs = random.permutation(pairs)[:count]
    who, what = pairs // titles, pairs % titles
    of_viewers, of_titles = random.normal(0, 0.35, (viewers, 16)), random.normal(0, 0.35, (titles, 16))
    biases, heights = random.normal(0, 0.4, viewers), random.normal(0, 0.45, titles)
    values = np.empty(count, dtype=np.float32)
    for start in range(0, count, 1_000_000):
        part = slice(start, start + 1_000_000)
        taste = np.einsum("ij,ij->i", of_viewers[who[part]], of_titles[what[part]])
        height = 3.5 + biases[who[part]] + heights[what[part]] + taste
        values[part] = np.clip(np.rint(height + random.normal(0, 0.8, len(taste))), 1, 5)
    return who, what, values


def megabytes_now() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def forget_the_peak() -> None:
    """From here on `peak_megabytes` is of what comes; the peak that `getrusage` knows is the parent's as well."""
    Path("/proc/self/clear_refs").write_text("5")


def peak_megabytes() -> float:
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) * 1024 / 1e6


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What the work answers, the seconds it took, and the seconds that processors spent on it."""
    started, spent = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - started, time.process_time() - spent


class Frame:
    """What Surprise reads of a data frame."""

    def __init__(self, *columns: Any) -> None:
        self.columns = columns

    def itertuples(self, index: bool = False) -> Iterator[tuple[Any, ...]]:
        return zip(*(column.tolist() for column in self.columns), strict=True)


def stock(who: Any, what: Any, values: Any) -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    from surprise import SVD, Reader
    from surprise.dataset import DatasetAutoFolds

    def build() -> Any:
        data = DatasetAutoFolds(reader=Reader(rating_scale=(1, 5)), df=Frame(who, what, values))
        return data, data.build_full_trainset()

    model = SVD(n_factors=FACTORS, n_epochs=EPOCHS, lr_all=LEARNING_RATE, reg_all=REGULARISATION, random_state=SEED)
    return build, lambda built: model.fit(built[1])


def ours(kernel: str) -> Callable[..., tuple[Callable[[], Any], Callable[[Any], Any]]]:
    def prepare(who: Any, what: Any, values: Any) -> tuple[Callable[[], Any], Callable[[Any], Any]]:
        from recommendations.estimators import SurpriseSVD
        from recommendations.estimators.trainset import ArrayTrainset

        def model(epochs: int) -> Any:
            return SurpriseSVD(
                seed=SEED, kernel=kernel, factors=FACTORS, epochs=epochs,
                learning_rate=LEARNING_RATE, regularisation=REGULARISATION,
            )  # fmt: skip

        model(1).fit(ArrayTrainset(raw_users=who[:9], raw_items=what[:9], ratings=values[:9]))
        return (
            lambda: ArrayTrainset(raw_users=who, raw_items=what, ratings=values),
            lambda built: model(EPOCHS).fit(built),
        )

    return prepare


def implicit(who: Any, what: Any, values: Any) -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    from implicit.als import AlternatingLeastSquares
    from scipy import sparse

    model = AlternatingLeastSquares(factors=FACTORS, iterations=15, random_state=SEED, num_threads=2)
    return (
        lambda: sparse.csr_matrix((np.ones(len(values), np.float32), (who, what))),
        lambda built: model.fit(built, show_progress=False),
    )


PREPARE = {"stock": stock, "exact": ours("compiled"), "float32": ours("single"), "implicit": implicit}


def measure(method: str, order: str, folder: Path) -> dict[str, Any]:
    """One cell: seconds and megabytes of building what is trained on, and of training."""
    who, what, values = (np.load(folder / f"{name}.npy") for name in ("who", "what", "values"))
    if order == ORDERS[1]:
        sorting = np.argsort(who, kind="stable")
        who, what, values = who[sorting], what[sorting], values[sorting]
    build, fit = PREPARE[method](who, what, values)
    before = megabytes_now()
    forget_the_peak()
    built, build_seconds, build_cpu = timed(build)
    kept = megabytes_now() - before
    model, fit_seconds, fit_cpu = timed(lambda: fit(built))
    peak = peak_megabytes() - before
    digest = ""
    if method != "implicit":
        learned = (np.ascontiguousarray(getattr(model, name)).tobytes() for name in ("pu", "qi", "bu", "bi"))
        digest = hashlib.sha256(b"".join(learned)).hexdigest()[:12]
    seconds, cpu = build_seconds + fit_seconds, build_cpu + fit_cpu
    return {
        "build": build_seconds, "fit": fit_seconds, "both": seconds, "cpu": cpu,
        "kept": kept, "peak": peak, "factors": digest,
    }  # fmt: skip


def cell(method: str, order: str, folder: Path) -> dict[str, Any]:
    run = [sys.executable, __file__, "--cell", method, order, str(folder)]
    answer: dict[str, Any] = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    return answer


def rows_of(count: int) -> Iterator[str]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for column, array in zip(("who", "what", "values"), ratings_of(count), strict=True):
            np.save(folder / f"{column}.npy", array)
        for order in ORDERS:
            peer: dict[str, Any] = {}
            for method in METHODS:
                if method == "implicit" and (order != ORDERS[0] or find_spec("implicit") is None):
                    continue
                found = cell(method, order, folder)
                peer = peer or found
                yield line(count, order, method, found, peer)


def line(count: int, order: str, method: str, found: dict[str, Any], peer: dict[str, Any]) -> str:
    cells = (
        f"{count:,}", order, NAMES[method],
        f"{found['build']:.3f}", f"{found['fit']:.2f}", f"{found['both']:.2f}", f"{peer['both'] / found['both']:.1f}",
        f"{found['cpu']:.2f}", f"{peer['cpu'] / found['cpu']:.1f}",
        f"{found['kept']:.0f}", f"{peer['kept'] / max(found['kept'], 0.1):.0f}", f"{found['peak']:.0f}",
        found["factors"],
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def processor() -> str:
    names = [
        line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    return f"{len(names)} x {names[0]}" if names else platform.processor()


HEAD = """# Training time

{description}

Times are seconds; *processor* is the time that processors spent, which other work on the machine moves less. *kept*
is what the trainset takes beside the arrays it was made of, *peak* the most that the process took beside them, in MB.
Equal hashes mean factors and biases equal to the last bit.
{processor}, Python {python}; load average {load} at the start.

| ratings | rows | method | trainset | fit | both | ratio | processor | ratio | kept | ratio | peak | factors |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
"""


def main(sizes: list[int]) -> None:
    description = "\n".join(line for line in (__doc__ or "").splitlines() if line).split("sizes\n", 1)[1]
    text = HEAD.format(
        description=description, processor=processor(), python=platform.python_version(), load=os.getloadavg()[0]
    )
    print(text, end="")
    RESULTS.parent.mkdir(exist_ok=True)
    for count in sizes:
        for row in rows_of(count):
            print(row, flush=True)
            text += row + "\n"
            RESULTS.write_text(text)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--cell"]:
        print(json.dumps(measure(sys.argv[2], sys.argv[3], Path(sys.argv[4]))))
    else:
        parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
        parser.add_argument("sizes", nargs="*", type=int, default=[100_000, 1_000_000, 5_000_000])
        main(parser.parse_args().sizes)
