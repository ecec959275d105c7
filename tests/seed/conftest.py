"""The files of seed/, read straight."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seed"

Line = dict[str, Any]


@pytest.fixture(scope="session")
def lines() -> dict[str, list[Line]]:
    """By type, in the order of the files."""
    by_type: dict[str, list[Line]] = defaultdict(list)
    for file in sorted(SEED.glob("*.jsonl")):
        for text in file.read_text(encoding="utf-8").splitlines():
            line = json.loads(text)
            by_type[line["type"]].append(line)
    return by_type


@pytest.fixture(scope="session")
def titles(lines: dict[str, list[Line]]) -> dict[str, Line]:
    return {line["id"]: line for line in lines["title"]}


@pytest.fixture(scope="session")
def drawn() -> dict[str, Any]:
    """What the generator wrote down about every picture, all groups together."""
    known: dict[str, Any] = {}
    for file in sorted((ROOT / "tools/artwork/manifest").glob("*.json")):
        known |= json.loads(file.read_text(encoding="utf-8"))
    return known
