"""The name space of imported ids, derived from where the data lies."""

import re
from pathlib import Path

LONGEST_SOURCE = 40
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


def source_of(path: Path) -> str:
    """`ml-25m` for `/data/ml-25m/`; the same data elsewhere keeps its name space as long as its folder's name."""
    name = path.resolve().name
    return _OTHER.sub("-", name.removesuffix(".jsonl")).strip("-")[:LONGEST_SOURCE].lower() or "import"
