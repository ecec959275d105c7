"""One folder per model version, named by the hash of its manifest: arrays written aside, checked when mapped."""

import hashlib
import json
import logging
import os
import shutil
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import Calibration
from recommendations.modelstore.scorers import SCORERS, ByCountry, Likeness, Moments, OneList, Resumption, Scorer
from recommendations.modelstore.scorers.neighbours import Neighbours
from recommendations.modelstore.scorers.rating import RatingScorer

logger = logging.getLogger(__name__)

SCHEMA_VERSION = 3
READABLE = (2, SCHEMA_VERSION)
"""Of the second, the match rests on the rating model alone."""
ALONE: Mapping[str, type[Any]] = {
    "rating": RatingScorer, "popularity": OneList, "trend": OneList, "stand_ins": Neighbours, "moments": Moments,
    "telling": OneList, "countries": ByCountry, "resumption": Resumption,
}  # fmt: skip
"""Parts of which a bundle has one, and what each must be."""
MANY: Mapping[str, type[Any]] = {"rankers": Scorer, "likenesses": Likeness}
"""Parts of which it has several by name; their files are called `rankers-ease` and so on."""
TEMPORARY = ".writing-"
LEFT_OVER_SECONDS = 3600.0


class UnableToLoad(Exception):
    """A model version is missing, damaged or not what its name says; the message says which and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What `write` left behind."""

    digest: str
    manifest: Mapping[str, Any]


def write(*, store: Path, bundle: Bundle) -> Written:
    """Write the bundle aside and rename it into place; a crash at any point leaves no half version."""
    store.mkdir(parents=True, exist_ok=True)
    aside = Path(mkdtemp(prefix=TEMPORARY, dir=store))
    try:
        manifest = _write_arrays(aside, bundle)
        content = json.dumps(manifest, sort_keys=True, indent=1).encode()
        _write_file(aside / "manifest.json", content)
        _fsync_folder(aside)
        digest = hashlib.sha256(content).hexdigest()
        _into_place(aside, store / digest)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Written(digest=digest, manifest=manifest)


def _into_place(aside: Path, target: Path) -> None:
    if target.exists() and not _is_whole(target):
        logger.error("The model version %s was damaged; writing it again.", target.name[:12])
        target.rename(aside.with_name(aside.name + "-damaged"))
    if not target.exists():
        aside.chmod(0o755)
        aside.rename(target)
    _fsync_folder(target.parent)


def _is_whole(target: Path) -> bool:
    try:
        load(store=target.parent, digest=target.name)
    except UnableToLoad:
        return False
    return True


def _write_arrays(aside: Path, bundle: Bundle) -> dict[str, Any]:
    files = {"title_ids": _write_array(aside, "title_ids", bundle.title_ids)}
    parts: dict[str, Any] = {}
    for name, scorer in bundle.scorers.items():
        parts[name] = {"kind": scorer.kind, "numbers": {key: float(value) for key, value in scorer.numbers().items()}}
        for array_name, array in scorer.arrays().items():
            files[f"{name}.{array_name}"] = _write_array(aside, f"{name}.{array_name}", array)
    return {
        "schema_version": SCHEMA_VERSION,
        "files": files,
        "parts": parts,
        "weights": {name: float(weight) for name, weight in bundle.weights.items()},
        "calibration": bundle.calibration.as_written(),
    }


def _write_array(aside: Path, name: str, array: npt.NDArray[Any]) -> dict[str, Any]:
    whole = np.ascontiguousarray(array)
    little = whole.astype(whole.dtype.newbyteorder("<"), copy=False)
    path = aside / f"{name}.npy"
    with path.open("wb") as target:
        np.save(target, little, allow_pickle=False)
        target.flush()
        os.fsync(target.fileno())
    return {
        "sha256": _digest_of(path),
        "bytes": path.stat().st_size,
        "dtype": little.dtype.str,
        "shape": list(little.shape),
    }


def _write_file(path: Path, content: bytes) -> None:
    with path.open("wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _digest_of(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def load(*, store: Path, digest: str) -> Bundle:
    """Map a version into memory after checking it whole: names, checksums, shapes, types and finite numbers."""
    folder = store / digest
    try:
        content = (folder / "manifest.json").read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise UnableToLoad(f"The manifest of {digest[:12]} is not the one that its folder is named after.")
        manifest = json.loads(content)
        if manifest["schema_version"] not in READABLE:
            raise UnableToLoad(f"{digest[:12]} has schema version {manifest['schema_version']}, not {SCHEMA_VERSION}.")
        arrays = {name: _map_array(folder, name, facts) for name, facts in manifest["files"].items()}
        return _bundle_of(digest, manifest, arrays)
    except (OSError, ValueError, KeyError, TypeError, EOFError) as problem:
        raise UnableToLoad(f"{digest[:12]} cannot be read: {problem}") from problem


def _map_array(folder: Path, name: str, facts: Mapping[str, Any]) -> npt.NDArray[Any]:
    path = folder / f"{name}.npy"
    if path.stat().st_size != facts["bytes"] or _digest_of(path) != facts["sha256"]:
        raise ValueError(f"{path.name} is not what the manifest says")
    # A plain view: whatever is cut out of a `memmap` is made one again, which takes longer than small cuts do.
    array: npt.NDArray[Any] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    if array.dtype.str != facts["dtype"] or list(array.shape) != facts["shape"]:
        raise ValueError(f"{path.name} has another type or shape than the manifest says")
    return array


def _bundle_of(digest: str, manifest: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any]]) -> Bundle:
    title_ids = arrays["title_ids"]
    if title_ids.dtype.str != "<i8" or title_ids.ndim != 1 or np.any(np.diff(title_ids) <= 0):
        raise ValueError("the title ids are not a sorted list of whole numbers")
    parts: dict[str, Any] = {many: {} for many in MANY}
    for name, facts in manifest["parts"].items():
        many, _dash, key = name.partition("-")
        scorer = _scorer_of(name, facts, title_ids, arrays)
        if not isinstance(scorer, MANY[many] if key else ALONE[name]):
            raise ValueError(f"{name} is of the kind {scorer.kind}")
        if key:
            parts[many][key] = scorer
        else:
            parts[name] = scorer
    return Bundle(
        version=digest,
        title_ids=title_ids,
        weights=_weights_of(manifest),
        calibration=Calibration.restored(manifest["calibration"]),
        **parts,
    )


def _weights_of(manifest: Mapping[str, Any]) -> dict[str, float]:
    weights = {str(name): float(weight) for name, weight in manifest["weights"].items()}
    if not all(np.isfinite(weight) for weight in weights.values()):
        raise ValueError("a weight of the blend is not a finite number")
    return weights


def _scorer_of(
    name: str, facts: Mapping[str, Any], title_ids: npt.NDArray[np.int64], arrays: Mapping[str, npt.NDArray[Any]]
) -> Scorer:
    kinds = {scorer.kind: scorer for scorer in SCORERS}
    scorer = kinds[facts["kind"]]
    sizes = {"titles": len(title_ids)}
    own = {}
    for array_name, expected in scorer.shapes.items():
        array = arrays[f"{name}.{array_name}"]
        fits = array.dtype.str == expected.dtype and array.ndim == len(expected.axes)
        if not fits or any(sizes.setdefault(a, n) != n for a, n in zip(expected.axes, array.shape, strict=True)):
            raise ValueError(f"{name}.{array_name} has another type or shape than a {scorer.kind} scorer needs")
        if not np.all(np.isfinite(array)):
            raise ValueError(f"{name}.{array_name} holds numbers that are not finite")
        own[array_name] = array
    return scorer.restore(title_ids=title_ids, arrays=own, numbers=facts["numbers"])


def remove_left_overs(*, store: Path, older_than_seconds: float = LEFT_OVER_SECONDS) -> int:
    """Remove what writers that died left behind; answers how many."""
    if not store.is_dir():
        return 0
    before = time.time() - older_than_seconds
    stale = [path for path in store.glob(f"{TEMPORARY}*") if path.stat().st_mtime < before]
    for path in stale:
        shutil.rmtree(path, ignore_errors=True)
    return len(stale)


def remove_versions(*, store: Path, digests: Collection[str]) -> None:
    """Remove these versions' folders; processes that have mapped them keep their pages."""
    for digest in digests:
        shutil.rmtree(store / digest, ignore_errors=True)
