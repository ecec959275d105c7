"""Draw the seed's pictures: `python -m tools.artwork.draw --packages node_modules [title ...]`.

Writes seed/artwork/*.avif and the lines of seed/artwork.jsonl. See README.md beside this file.
"""

import argparse
import hashlib
import io
import json
import random
import tomllib
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tools.artwork.elements import Brush, draw_layers
from tools.artwork.lettering import page
from tools.artwork.portrait import Look, portrait
from tools.artwork.robot import robot

HERE = Path(__file__).parent
SEED = HERE.parents[1] / "seed"
VARIANTS = ("scene", "object", "lead", "billboard")
KEEP_BELOW = {"tile": 20_000, "billboard": 55_000}
GRAIN = (
    '<filter id="grain"><feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="7"/>'
    '<feColorMatrix values="0 0 0 0 .5 0 0 0 0 .5 0 0 0 0 .5 0 0 0 .5 0"/></filter>'
    '<rect width="1280" height="720" filter="url(#grain)" opacity=".10"/>'
)


def drawing_of(design: dict[str, Any], *, variant: str, brush: Brush) -> str:
    if variant == "object":
        return draw_layers(design["object"], brush=brush)
    if variant == "lead":
        return draw_layers(design["lead_back"], brush=brush) + lead_of(design, side=design["lead_side"])
    drawing = draw_layers(design["scene"], brush=brush)
    return drawing + draw_layers(design["board"], brush=brush) if variant == "billboard" else drawing


def lead_of(design: dict[str, Any], *, side: str) -> str:
    """The lead on one side, looking at the lettering on the other."""
    x = 690 if side == "right" else 10
    if "robot" in design:
        return robot(**design["robot"], x=x, y=20, scale=0.97)
    look = design["lead"] | {
        "worn": tuple(design["lead"].get("worn", ())),
        "gaze": "left" if side == "right" else "right",
    }
    return portrait(Look(**look), x=x, y=22, scale=0.97, shade=design["shade"], name="lead")


def html_of(name: str, design: dict[str, Any], *, variant: str, brush: Brush, packages: Path) -> str:
    lettered = variant != "billboard"
    return page(
        drawing=drawing_of(design, variant=variant, brush=brush) + GRAIN,
        title=design["lettering"] if lettered else "",
        box=design.get(f"{variant}_box", ""),
        face=design.get(f"{variant}_face", design["face"]),
        ink=design.get(f"{variant}_ink", brush.palette["f"]),
        light=brush.palette["e"],
        dark=design.get("dark", brush.palette["d"]),
        effect=design.get(f"{variant}_effect", design.get("effect", "plain")),
        packages=packages,
    )


def brush_of(name: str, design: dict[str, Any], *, icons: dict[str, str]) -> Brush:
    palette = dict(zip("abcdef", design["palette"].split(), strict=True))
    return Brush(palette=palette, rng=random.Random(name), icons=icons)


def photograph(tab: Page, html: str, *, work: Path) -> Image.Image:
    work.write_text(html, encoding="utf-8")
    tab.goto(work.resolve().as_uri())
    tab.wait_for_selector("body[data-ready]", state="attached")
    return Image.open(io.BytesIO(tab.screenshot())).convert("RGB")


def encode(picture: Image.Image, *, kind: str) -> bytes:
    """AVIF at the best quality that stays below the limit."""
    if kind == "tile":
        picture = picture.resize((640, 360), Image.Resampling.LANCZOS)
    for quality in (66, 60, 54, 48, 42, 36, 30):
        buffer = io.BytesIO()
        picture.save(buffer, "AVIF", quality=quality, speed=5)
        if buffer.tell() <= KEEP_BELOW[kind]:
            break
    return buffer.getvalue()


def dominant_colour(picture: Image.Image) -> str:
    small = picture.resize((64, 36)).quantize(6)
    _, index = max(small.getcolors() or [(0, 0)])
    red, green, blue = (small.getpalette() or [])[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def focal_point(design: dict[str, Any], *, variant: str) -> list[float]:
    if variant == "lead":
        return [0.77, 0.4] if design["lead_side"] == "right" else [0.24, 0.4]
    return design.get(f"{variant}_focus", [0.7, 0.5])


def line_of(name: str, design: dict[str, Any], *, variant: str, picture: Image.Image, data: bytes) -> dict[str, Any]:
    """The picture's line in the exchange format; a billboard shows what the scene shows."""
    at = {"scene": 0, "object": 1, "lead": 2, "billboard": 0}[variant]
    split = {part: [word.strip() for word in design[part][at].split(",")] for part in ("objects", "moods")}
    person = design.get("lead_person")
    warm = sum(r - b for r, _, b in picture.resize((16, 9)).get_flattened_data()) > 0
    return {
        "type": "artwork", "title": name, "kind": "billboard" if variant == "billboard" else "tile", "key": variant,
        "file": f"artwork/{name}-{variant}.avif", "focal_point": focal_point(design, variant=variant),
        "dominant_colour": dominant_colour(picture), "alternative_text": design["alt"][at],
        "has_lettering": variant != "billboard",
        "labels": {
            **split, "genres": [design["genres"][at]],
            "people": [person] if variant == "lead" and person else [],
            "properties": ["warm" if warm else "cool"] + (["single-face"] if variant == "lead" and person else []),
        },
        "checksum": hashlib.sha256(data).hexdigest(),
    }  # fmt: skip


def draw_title(
    tab: Page, name: str, design: dict[str, Any], *, icons: dict[str, str], packages: Path
) -> dict[str, Any]:
    """Writes the title's pictures; answers their entries in the manifest."""
    entries = {}
    for variant in VARIANTS:
        brush = brush_of(name, design, icons=icons)
        html = html_of(name, design, variant=variant, brush=brush, packages=packages)
        picture = photograph(tab, html, work=packages.parent / "picture.html")
        data = encode(picture, kind="billboard" if variant == "billboard" else "tile")
        (SEED / f"artwork/{name}-{variant}.avif").write_bytes(data)
        line = line_of(name, design, variant=variant, picture=picture, data=data)
        entries[f"{name}-{variant}"] = {"line": line, "icons": sorted(brush.used_icons)}
    return entries


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("titles", nargs="*")
    parser.add_argument("--packages", type=Path, required=True, help="a node_modules folder; see README.md")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    designs = tomllib.loads((HERE / "designs.toml").read_text(encoding="utf-8"))
    icon_set = json.loads((options.packages / "@iconify-json/game-icons/icons.json").read_text(encoding="utf-8"))
    icons = {name: icon["body"] for name, icon in icon_set["icons"].items()}
    lines_file, manifest = SEED / "artwork.jsonl", HERE / "manifest.json"
    known = json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else {}
    (SEED / "artwork").mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=options.browser, args=["--no-sandbox", "--disable-background-networking"]
        )
        tab = browser.new_page(viewport={"width": 1280, "height": 720})
        for name in options.titles or designs:
            known |= draw_title(tab, name, designs[name], icons=icons, packages=options.packages)
            print(name)
        browser.close()
    write_data(known, lines_file=lines_file, manifest=manifest)


def write_data(known: dict[str, Any], *, lines_file: Path, manifest: Path) -> None:
    """The exchange format for the importer; the manifest (with checksums and icons) for the next run and the test."""
    entries = [known[key] for key in sorted(known)]
    lines = [{key: value for key, value in entry["line"].items() if key != "checksum"} for entry in entries]
    lines_file.write_text(
        "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines), encoding="utf-8"
    )
    manifest.write_text(json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
