"""Reading what is learned from and writing shortlists: our ways and the ORM's, in one run, and a table of the ratios.

    python benchmarks/database.py [--ratings 1000000]

Each way of reading runs in a process of its own, so that its peak of memory is its own; times are medians of three.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import own_database

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PROFILES, LENGTH, ROUNDS = 6_040, 100, 3
RESULTS = Path(__file__).parent / "results" / "database.md"
TABLE = """
    CREATE TABLE IF NOT EXISTS one_row_each (
      id bigserial PRIMARY KEY, profile_id bigint NOT NULL, rank smallint NOT NULL, title_id bigint NOT NULL,
      score float8 NOT NULL, UNIQUE (profile_id, rank))
"""


def read_by_orm():
    from recommendations.models import Rating

    rows = list(Rating.objects.order_by().values_list("profile_id", "title_id", "value"))
    profiles, titles, values = zip(*rows, strict=True)
    return np.array(profiles), np.array(titles), np.array(values, dtype=np.float32)


def read_by_orm_with_instants():
    from recommendations.models import Rating

    rows = list(Rating.objects.order_by().values_list("profile_id", "title_id", "value", "rated_at"))
    profiles, titles, values, at = zip(*rows, strict=True)
    seconds = np.array([instant.timestamp() for instant in at], dtype=np.int64)
    return np.array(profiles), np.array(titles), np.array(values, dtype=np.float32), seconds


def read_data_set():
    from recommendations.training.dataset import read_dataset

    dataset = read_dataset(cutoff=NOW)
    ratings = dataset.ratings
    arrays = (ratings.profile_code, ratings.title_code, ratings.value, ratings.at, dataset.strengths.value)
    return (*arrays, dataset)


READ = {
    "ORM `values_list`, no instants": read_by_orm,
    "ORM `values_list`": read_by_orm_with_instants,
    "`read_dataset`: ratings, strengths, one vote, in order": read_data_set,
}


def measure_reading(way: str) -> dict:
    seconds, extra = [], []
    for _round in range(ROUNDS):
        own_database.forget_peak()
        before, begun = own_database.resident_mb(), time.perf_counter()
        found = READ[way]()
        seconds.append(time.perf_counter() - begun)
        size = sum(column.nbytes for column in found if isinstance(column, np.ndarray)) / 1e6
        rows = len(found[0])
        extra.append(own_database.high_water_mb() - before - size)
        del found
    return {"rows": rows, "seconds": float(np.median(seconds)), "extra_bytes": float(np.median(extra)) * 1e6 / rows}


def lists() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    from accounts.models import Profile

    random = np.random.default_rng(0)
    profiles = np.array(Profile.objects.order_by("pk").values_list("pk", flat=True)[:PROFILES], dtype=np.int64)
    titles = np.argsort(random.random((len(profiles), 3_706)), axis=1)[:, :LENGTH].astype(np.int64)
    return profiles, titles, -np.sort(-random.random((len(profiles), LENGTH))).astype(np.float32)


def write_by_orm(profiles: np.ndarray, titles: np.ndarray, scores: np.ndarray) -> float:
    from django.db import connection, models, transaction

    class OneRowEach(models.Model):
        profile_id, title_id = models.BigIntegerField(), models.BigIntegerField()
        rank, score = models.SmallIntegerField(), models.FloatField()

        class Meta:
            app_label, db_table, managed = "recommendations", "one_row_each", False

    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    begun = time.perf_counter()
    with transaction.atomic():
        OneRowEach.objects.all().delete()
        OneRowEach.objects.bulk_create(
            (
                OneRowEach(profile_id=profile, rank=place, title_id=title, score=score)
                for profile, own, said in zip(profiles.tolist(), titles.tolist(), scores.tolist(), strict=True)
                for place, (title, score) in enumerate(zip(own, said, strict=True))
            ),
            batch_size=5_000,
        )
    return time.perf_counter() - begun


def write_by_copy(profiles: np.ndarray, titles: np.ndarray, scores: np.ndarray) -> float:
    from recommendations.training.shortlist_rows import write_rows

    begun = time.perf_counter()
    written = write_rows(
        profile_ids=profiles, title_ids=titles, scores=scores, digest="benchmark", slot="home", now=NOW
    )
    assert written == len(profiles)
    return time.perf_counter() - begun


def measure_writing() -> dict[str, float]:
    from recommendations.models import ModelSlot, ModelVersion

    version, _made = ModelVersion.objects.get_or_create(digest="benchmark", defaults={"created_at": NOW})
    ModelSlot.objects.update_or_create(name="home", defaults={"version": version, "run_token": 0, "promoted_at": NOW})
    columns = lists()
    ours = [write_by_copy(*columns) for _round in range(ROUNDS + 2)]
    return {"orm": write_by_orm(*columns), "new": ours[0], "again": float(np.median(ours[1:]))}


def report(count: int, reading: dict[str, dict], writing: dict[str, float]) -> str:
    base = reading["ORM `values_list`"]["seconds"]
    plain = reading["ORM `values_list`, no instants"]["seconds"]
    lines = [
        "# PostgreSQL to arrays and back",
        "",
        f"{count:,} imported ratings in the site's own tables, to numpy. Medians of {ROUNDS}; two cores that other",
        "work shares. Extra memory is the peak beyond the arrays that are the result. By `benchmarks/database.py`.",
        "",
        "| read | s | M rows/s | x ORM | x ORM without instants | extra bytes a row |",
        "|---|---|---|---|---|---|",
    ]
    for way, told in reading.items():
        seconds, extra = told["seconds"], told["extra_bytes"]
        rate, ratio, other = told["rows"] / seconds / 1e6, base / seconds, plain / seconds
        lines.append(f"| {way} | {seconds:.2f} | {rate:.2f} | {ratio:.1f} | {other:.1f} | {extra:.0f} |")
    lines += [
        "",
        f"Shortlists of {LENGTH} titles for {PROFILES:,} profiles, checked to live, by a version checked to serve.",
        "",
        "| write | s | x `bulk_create` |",
        "|---|---|---|",
        f"| ORM `bulk_create`, a row per title | {writing['orm']:.2f} | 1 |",
        f"| COPY and upsert, new rows | {writing['new']:.3f} | {writing['orm'] / writing['new']:.0f} |",
        f"| COPY and upsert, over rows that exist | {writing['again']:.3f} | {writing['orm'] / writing['again']:.0f} |",
    ]
    return "\n".join([*lines, ""])


def in_a_process(*arguments: str):
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ)
    return json.loads(done.stdout.strip().splitlines()[-1])


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--ratings", type=int, default=1_000_000)
    arguments.add_argument("--read", choices=list(READ))
    arguments.add_argument("--write", action="store_true")
    chosen = arguments.parse_args()
    if chosen.read or chosen.write:
        own_database.set_up()
        print(json.dumps(measure_reading(chosen.read) if chosen.read else measure_writing()))
        return
    own_database.start()
    own_database.load(chosen.ratings)
    reading = {way: in_a_process("--read", way) for way in READ}
    text = report(chosen.ratings, reading, in_a_process("--write"))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
