"""A damaged model version is noticed before it is used, and what served before serves on."""

import hashlib
import json
import os
import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from django.conf import LazySettings

from recommendations.models import ModelVersion, Promotion
from recommendations.modelstore import active, store
from recommendations.modelstore.activate import UnableToRollBack, promote, prune, roll_back
from recommendations.modelstore.active import active_bundle, forget_held
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.scorers import Factors, ItemWeights, OneList
from recommendations.modelstore.store import UnableToLoad

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def a_bundle(seed: int = 0, *, titles: int = 12) -> Bundle:
    random_numbers = np.random.default_rng(seed)
    title_ids = np.arange(titles, dtype=np.int64) * 3 + 1

    def some(*shape: int) -> np.ndarray:
        return random_numbers.normal(size=shape).astype(np.float32)

    return Bundle(
        version="",
        title_ids=title_ids,
        rating=Factors(
            title_ids=title_ids, factors=some(titles, 4), biases=some(titles), counts=some(titles), mean=3.5
        ),
        rankers={"ease": ItemWeights(title_ids=title_ids, covered=title_ids[2:], weights=some(titles - 2, titles - 2))},
        popularity=OneList(title_ids=title_ids, scores=some(titles)),
        trend=OneList(title_ids=title_ids, scores=some(titles)),
        weights={"ease": 0.5, "rating": 0.25},
    )


@pytest.fixture
def model_store(tmp_path: Path, settings: LazySettings) -> Path:
    settings.MODEL_STORE = tmp_path / "models"
    forget_held()
    return tmp_path / "models"


def a_promoted_version(model_store: Path, seed: int) -> ModelVersion:
    written = store.write(store=model_store, bundle=a_bundle(seed))
    version = ModelVersion.objects.create(digest=written.digest, created_at=NOW, manifest=written.manifest)
    assert promote(version=version, run_token=seed, now=NOW + timedelta(hours=seed), why="test")
    return version


def test_what_is_written_comes_back_the_same_and_mapped(tmp_path: Path) -> None:
    bundle = a_bundle()
    written = store.write(store=tmp_path, bundle=bundle)
    again = store.load(store=tmp_path, digest=written.digest)
    taste = {1: 4.0, 10: 2.0, 13: 5.0}
    assert np.array_equal(again.rank(strengths=taste, ratings=taste), bundle.rank(strengths=taste, ratings=taste))
    assert again.version == written.digest
    assert isinstance(again.popularity.scores.base, np.memmap)
    assert store.write(store=tmp_path, bundle=bundle).digest == written.digest
    assert [path.name for path in tmp_path.iterdir()] == [written.digest]


@pytest.mark.parametrize("seed", range(25))
def test_one_flipped_bit_anywhere_is_noticed(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    digest = store.write(store=tmp_path, bundle=a_bundle()).digest
    victim = dice.choice(sorted((tmp_path / digest).iterdir()))
    content = bytearray(victim.read_bytes())
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    victim.write_bytes(content)
    with pytest.raises(UnableToLoad):
        store.load(store=tmp_path, digest=digest)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_noticed(tmp_path: Path, share: float) -> None:
    digest = store.write(store=tmp_path, bundle=a_bundle()).digest
    for victim in sorted((tmp_path / digest).iterdir()):
        whole = victim.read_bytes()
        victim.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(UnableToLoad):
            store.load(store=tmp_path, digest=digest)
        victim.write_bytes(whole)
    assert store.load(store=tmp_path, digest=digest).version == digest


def test_swapped_and_missing_files_are_noticed(tmp_path: Path) -> None:
    digest = store.write(store=tmp_path, bundle=a_bundle()).digest
    one, other = tmp_path / digest / "popularity.scores.npy", tmp_path / digest / "trend.scores.npy"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    with pytest.raises(UnableToLoad, match=r"popularity\.scores"):
        store.load(store=tmp_path, digest=digest)
    one.unlink()
    with pytest.raises(UnableToLoad):
        store.load(store=tmp_path, digest=digest)


def sealed(folder: Path, name: str, array: np.ndarray) -> str:
    """Replace an array and make every checksum right, as only somebody who means harm would."""
    path = folder / f"{name}.npy"
    np.save(path, array, allow_pickle=True)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"][name] = {
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "bytes": path.stat().st_size,
        "dtype": array.dtype.str,
        "shape": list(array.shape),
    }
    content = json.dumps(manifest).encode()
    (folder / "manifest.json").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    folder.rename(folder.with_name(digest))
    return digest


@pytest.mark.parametrize(
    ("array", "complaint"),
    [
        (np.full(12, np.nan, dtype=np.float32), "not finite"),
        (np.zeros(11, dtype=np.float32), "shape"),
        (np.zeros(12, dtype=np.float64), "type"),
        (np.array([{"code": "run me"}] * 12, dtype=object), "Object arrays|cannot be read"),
    ],
)
def test_numbers_that_are_not_sound_are_refused_though_checksums_fit(
    tmp_path: Path, array: np.ndarray, complaint: str
) -> None:
    digest = store.write(store=tmp_path, bundle=a_bundle()).digest
    digest = sealed(tmp_path / digest, "popularity.scores", array)
    with pytest.raises(UnableToLoad, match=complaint):
        store.load(store=tmp_path, digest=digest)


def test_left_overs_of_dead_writers_are_removed_once_old(tmp_path: Path) -> None:
    fresh, stale = tmp_path / ".writing-fresh", tmp_path / ".writing-stale"
    fresh.mkdir()
    stale.mkdir()
    os.utime(stale, (0, 0))
    assert store.remove_left_overs(store=tmp_path) == 1
    assert fresh.exists()
    assert not stale.exists()


@pytest.mark.django_db
def test_a_damaged_model_leaves_the_one_before_serving(model_store: Path) -> None:
    before, after = a_promoted_version(model_store, 1), a_promoted_version(model_store, 2)
    victim = model_store / after.digest / "rankers-ease.weights.npy"
    victim.write_bytes(victim.read_bytes()[:-1] + b"?")
    serving = active_bundle()
    assert serving is not None
    assert serving.version == before.digest


@pytest.mark.django_db
def test_without_any_readable_model_there_is_none_and_no_error(model_store: Path) -> None:
    assert active_bundle() is None
    a_promoted_version(model_store, 1)
    shutil.rmtree(model_store)
    assert active_bundle() is None


@pytest.mark.django_db
def test_the_next_promotion_is_seen_without_a_restart(
    model_store: Path, django_assert_num_queries: "pytest.FixtureRequest"
) -> None:
    first = a_promoted_version(model_store, 1)
    assert active_bundle() is not None
    second = a_promoted_version(model_store, 2)
    serving = active_bundle()
    assert serving is not None
    assert serving.version == second.digest != first.digest
    with django_assert_num_queries(1):  # type: ignore[operator]  # The fixture is a context manager's maker.
        active_bundle()
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert active_bundle(digest=second.digest) is serving


@pytest.mark.django_db
def test_an_older_run_cannot_overwrite_a_newer(model_store: Path) -> None:
    newer = a_promoted_version(model_store, 9)
    digest = store.write(store=model_store, bundle=a_bundle(4)).digest
    older = ModelVersion.objects.create(digest=digest, created_at=NOW)
    assert not promote(version=older, run_token=4, now=NOW, why="late")
    assert not promote(version=older, run_token=9, now=NOW, why="twice")
    assert active.active_digest() == newer.digest
    assert Promotion.objects.count() == 1


@pytest.mark.django_db
def test_rolling_back_serves_the_older_and_is_written_down(model_store: Path) -> None:
    first, second = a_promoted_version(model_store, 1), a_promoted_version(model_store, 2)
    roll_back(version=first, user=None, now=NOW + timedelta(days=1), why="worse rows")
    assert active.active_digest() == first.digest
    assert Promotion.objects.first().why == "worse rows"  # type: ignore[union-attr]  # There are three.
    assert not promote(version=second, run_token=2, now=NOW, why="the same run again")
    shutil.rmtree(model_store / second.digest)
    with pytest.raises(UnableToRollBack, match="not in the model store"):
        roll_back(version=second, user=None, now=NOW, why="gone")


@pytest.mark.django_db
def test_pruning_keeps_the_newest_and_what_serves(model_store: Path) -> None:
    versions = [a_promoted_version(model_store, seed) for seed in range(1, 9)]
    roll_back(version=versions[0], user=None, now=NOW + timedelta(days=1), why="back")
    prune()
    kept = set(ModelVersion.objects.values_list("digest", flat=True))
    assert versions[0].digest in kept
    assert versions[7].digest in kept
    assert versions[1].digest not in kept
    assert {path.name for path in model_store.iterdir()} == kept
