"""Imports run one way only, and no signal handler runs behind anybody's back."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.test_sizes import ROOT, tracked


def test_import_contracts_hold() -> None:
    result = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout[-3000:]


def test_nothing_listens_to_signals() -> None:
    listeners = [
        str(path.relative_to(ROOT))
        for path in tracked(".py")
        if "tests" not in path.parts and ("@receiver" in path.read_text() or "post_save.connect" in path.read_text())
    ]

    assert not listeners


def test_nothing_is_unpickled() -> None:
    unsafe = ("import pickle", "import joblib", "import shelve", "surprise.dump", "import dill", "yaml.load(")
    found = [
        str(path.relative_to(ROOT))
        for path in tracked(".py")
        if path != Path(__file__) and any(word in path.read_text() for word in unsafe)
    ]

    assert not found
