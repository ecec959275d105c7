"""The match is stored with the model, and that of an older version still says what it said."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recommendations.modelstore import store
from recommendations.modelstore.calibration import Calibration
from recommendations.modelstore.store import UnableToLoad
from tests.recommendations.modelstore.test_store import a_bundle


def rewritten(folder: Path, **changes: object) -> str:
    """The version with another manifest, under the name that this has."""
    manifest = json.loads((folder / "manifest.json").read_text()) | changes
    content = json.dumps(manifest).encode()
    (folder / "manifest.json").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    folder.rename(folder.with_name(digest))
    return digest


def test_the_match_comes_back_the_same(tmp_path: Path) -> None:
    calibration = Calibration(
        intercept=0.25, weights={"score": 0.5, "estimate": 1.25}, bends=((-30.0, -29.5), (0.5, 0.25), (30.0, 31.0)),
        learned_from=1234,
    )  # fmt: skip
    written = store.write(store=tmp_path, bundle=replace(a_bundle(), calibration=calibration))
    assert store.load(store=tmp_path, digest=written.digest).calibration == calibration


def test_a_version_of_before_loads_and_its_match_is_what_it_was(tmp_path: Path) -> None:
    bundle = a_bundle()
    digest = store.write(store=tmp_path, bundle=bundle).digest
    old = rewritten(tmp_path / digest, schema_version=2, calibration={"slope": 1.75, "intercept": -6.0})
    again = store.load(store=tmp_path, digest=old)
    assert again.rating is not None
    _scores, odds = again.rank_and_odds(strengths={1: 1.0}, ratings={1: 5.0})
    assert odds is not None
    expected = 1 / (1 + np.exp(-(1.75 * again.rating.estimate({1: 5.0}) - 6.0)))
    assert again.calibration.chance(odds) == pytest.approx(expected, abs=1e-5)
    assert again.rank_and_odds(strengths={1: 1.0}, ratings={})[1] is None


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ({"intercept": 0, "weights": {}, "bends": [[0, 1], [1, 0.5]], "learned_from": 0}, "do not rise"),
        ({"intercept": 0, "weights": {"score": float("nan")}, "bends": [], "learned_from": 0}, "not finite"),
        ({"intercept": 0, "weights": {}, "bends": [[0, 1, 2]], "learned_from": 0}, "cannot be read"),
        ({"intercept": 0}, "cannot be read"),
    ],
)
def test_a_match_that_is_not_sound_is_refused(tmp_path: Path, written: dict[str, object], complaint: str) -> None:
    digest = store.write(store=tmp_path, bundle=a_bundle()).digest
    digest = rewritten(tmp_path / digest, calibration=written)
    with pytest.raises(UnableToLoad, match=complaint):
        store.load(store=tmp_path, digest=digest)


@pytest.mark.parametrize("version", [1, 4])
def test_a_form_that_is_not_known_is_refused(tmp_path: Path, version: int) -> None:
    digest = store.write(store=tmp_path, bundle=a_bundle()).digest
    with pytest.raises(UnableToLoad, match=f"schema version {version}"):
        store.load(store=tmp_path, digest=rewritten(tmp_path / digest, schema_version=version))
