"""Columns as the text that PostgreSQL's COPY reads, a whole column at a time."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

NULL = r"\N"
Column = npt.NDArray[Any]
Texts = Sequence[str]


def whole(values: Column, *, missing: int | None = None) -> Texts:
    """Integers; `missing` stands for NULL."""
    texts = list(map(str, values.astype(np.int64).tolist()))
    if missing is None:
        return texts
    return [NULL if is_missing else text for text, is_missing in zip(texts, (values == missing).tolist(), strict=True)]


def real(values: Column) -> Texts:
    """Numbers; those that are none stand for NULL."""
    return [NULL if value != value else repr(value) for value in values.astype(np.float64).tolist()]


def instant(values: Column) -> Texts:
    """Unix seconds, to the millisecond."""
    milliseconds = np.rint(values.astype(np.float64) * 1000.0).astype("datetime64[ms]")
    return [f"{text}+00" for text in np.datetime_as_string(milliseconds).tolist()]


def flag(values: Column) -> Texts:
    return ["t" if value else "f" for value in values.tolist()]


def escaped(texts: Iterable[str]) -> Texts:
    """Any text."""
    return [text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r") for text in texts]


def same(text: str, number: int) -> Texts:
    return list(repeat(text, number))


def lines(columns: Sequence[Texts]) -> bytes:
    """The rows of these columns."""
    return "".join("\t".join(row) + "\n" for row in zip(*columns, strict=True)).encode()


def uuids(random: np.random.Generator, number: int) -> list[str]:
    """Random UUIDs in their usual form, from the generator given."""
    raw = np.frombuffer(random.bytes(16 * number), dtype=np.uint8).reshape(number, 16).copy()
    raw[:, 6] = (raw[:, 6] & 0x0F) | 0x40
    raw[:, 8] = (raw[:, 8] & 0x3F) | 0x80
    digits = raw.tobytes().hex()
    found = []
    for start in range(0, 32 * number, 32):
        one = digits[start : start + 32]
        found.append(f"{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}")
    return found
