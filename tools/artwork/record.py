"""What is written down about a picture: a line for the importer, and more for the manifest."""

import fcntl
import hashlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from tools.artwork.design import CAST, HERE, Design
from tools.artwork.elements import Brush
from tools.artwork.picture import dominant_colours, is_warm

SEED = HERE.parents[1] / "seed"
KINDS = {"billboard": "billboard", "poster": "poster"}
SHOWN = {"framing": "bust", "light": "side", "mood": "calm", "pose": "front"}
Box = tuple[float, float, float, float]
PLACES = ("scene", "object", "lead", "second", "duo")


def kind_of(variant: str) -> str:
    return KINDS.get(variant, "tile")


def described_as(design: Design, *, variant: str) -> str:
    """Whose words describe a picture: a billboard shows the scene, a poster what it was made from."""
    if variant == "poster":
        return str(design.table.get("poster_from", "scene"))
    return "scene" if variant == "billboard" else variant


def words_of(design: Design, *, variant: str, key: str) -> str:
    """`<variant>_<key>` or the variant's place in the title's list: scene, object, lead, second, duo."""
    if own := design.own(variant, key):
        return str(own)
    described = described_as(design, variant=variant)
    if own := design.own(described, key):
        return str(own)
    return str(design.table[key][PLACES.index(described)])


def focal_point(design: Design, *, variant: str) -> list[float]:
    if variant in CAST:
        return [0.77, 0.4] if design.side(variant) == "right" else [0.24, 0.4]
    default = {"poster": [0.5, 0.55], "duo": [0.5, 0.4]}.get(variant, [0.7, 0.5])
    return list(design.own(variant, "focus", default))


def line_of(design: Design, *, variant: str, picture: Image.Image, brush: Brush) -> dict[str, Any]:
    """The picture's line in the exchange format; who is in it is whose figures were drawn."""
    faces = [seen for seen in brush.seen if seen.face]
    people = sorted({slug for seen in faces if (slug := design.person(seen.what))})
    split = {
        part: [word.strip() for word in words_of(design, variant=variant, key=part).split(",")]
        for part in ("objects", "moods", "genres")
    }
    return {
        "type": "artwork", "title": design.name, "kind": kind_of(variant), "key": variant,
        "file": f"artwork/{design.name}-{variant}.avif", "focal_point": focal_point(design, variant=variant),
        "dominant_colour": dominant_colours(picture)[0],
        "alternative_text": words_of(design, variant=variant, key="alt"), "has_lettering": variant != "billboard",
        "labels": {
            **split, "people": people,
            "properties": ["warm" if is_warm(picture) else "cool"] + (["single-face"] if len(faces) == 1 else []),
        },
    }  # fmt: skip


def entry_of(
    design: Design, *, variant: str, picture: Image.Image, data: bytes, brush: Brush, lettering: Box | None
) -> dict[str, Any]:
    """What is true of the picture beyond its line: what recognition is judged by. Boxes are shares of the picture."""
    line = line_of(design, variant=variant, picture=picture, brush=brush)
    return {
        "line": line | {"checksum": hashlib.sha256(data).hexdigest()},
        "icons": sorted(brush.used_icons),
        "dominant_colours": dominant_colours(picture),
        "style": str(design.of(variant, "style", "print")).split()[0],
        "lettering": _shares(lettering, brush) if lettering else None,
        "figures": [
            {"person": design.person(seen.what), "part": seen.what, "face": _shares(seen.box, brush)}
            | {name: design.table.get(seen.what, {}).get(name, default) for name, default in SHOWN.items()}
            for seen in brush.seen
            if seen.face
        ],
        "motifs": [{"what": seen.what, "box": _shares(seen.box, brush)} for seen in brush.seen if not seen.face],
        "size": [*Image.open(io.BytesIO(data)).size, len(data)],
    }


def _shares(box: Box, brush: Brush) -> list[float]:
    """Left, top, width and height as shares of the picture, cut at its edges."""
    left, top = max(0.0, box[0]), max(0.0, box[1])
    right, bottom = min(float(brush.width), box[0] + box[2]), min(float(brush.height), box[1] + box[3])
    shares = left / brush.width, top / brush.height, (right - left) / brush.width, (bottom - top) / brush.height
    return [round(share, 3) for share in shares]


def read_manifest(group: str) -> dict[str, Any]:
    file = HERE / "manifest" / f"{group}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def read_all() -> dict[str, Any]:
    """The manifests of all groups together."""
    known: dict[str, Any] = {}
    for file in sorted((HERE / "manifest").glob("*.json")):
        known |= json.loads(file.read_text(encoding="utf-8"))
    return known


def add_to_group(group: str, drawn: dict[str, Any]) -> None:
    """Record what was drawn among what was drawn before; others may draw titles of the same group meanwhile."""
    with (Path(tempfile.gettempdir()) / f"artwork-{group}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _write_group(group, read_manifest(group) | drawn)


def _write_group(group: str, known: dict[str, Any]) -> None:
    """The group's lines for the importer, and its manifest for the next run and the tests."""
    entries = [known[key] for key in sorted(known)]
    lines = [{key: value for key, value in entry["line"].items() if key != "checksum"} for entry in entries]
    _replace(
        SEED / f"artwork-{group}.jsonl",
        "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines),
    )
    (HERE / "manifest").mkdir(exist_ok=True)
    _replace(
        HERE / "manifest" / f"{group}.json", json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )


def _replace(file: Path, text: str) -> None:
    """Whole or not at all: somebody else may read it meanwhile."""
    aside = file.with_name(f".{file.name}.new")
    aside.write_text(text, encoding="utf-8")
    aside.replace(file)
