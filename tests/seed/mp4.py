"""As much of MP4 as says what plays: boxes, their order, duration, size and codecs."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}


@dataclass(frozen=True)
class Mp4:
    """`order` has the outermost boxes, `codecs` one four-letter code per track; H.264's profile is 100 for High."""

    seconds: float
    size: tuple[int, int]
    codecs: tuple[str, ...]
    order: tuple[str, ...]
    profile: int


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[bytes, int, int]]:
    """(name, first byte of the content, end) of every box, those within containers after their container."""
    end = len(data) if end is None else end
    while start + 8 <= end:
        length, name = struct.unpack_from(">I4s", data, start)
        assert length >= 8, name
        yield name, start + 8, start + length
        if name in CONTAINERS:
            yield from boxes(data, start + 8, start + length)
        start += length


def read(file: Path) -> Mp4:
    data = file.read_bytes()
    seconds, size, codecs, profile = 0.0, (0, 0), [], 0
    for name, start, _end in boxes(data):
        if name == b"mvhd":
            scale, duration = struct.unpack_from(">II", data, start + 12)
            seconds = duration / scale
        elif name == b"stsd":
            codecs.append(data[start + 12 : start + 16].decode())
            if codecs[-1] == "avc1":
                size = struct.unpack_from(">HH", data, start + 40)
                profile = data[data.index(b"avcC", start) + 5]
    order, start = [], 0
    while start + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, start)
        order.append(name.decode())
        start += length
    return Mp4(seconds, size, tuple(sorted(codecs)), tuple(order), profile)
