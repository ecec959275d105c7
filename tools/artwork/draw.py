"""Draw the seed's pictures: `python -m tools.artwork.draw --packages node_modules [--group harbour] [title ...]`.

Writes seed/artwork/*.avif, seed/artwork-<group>.jsonl and manifest/<group>.json. See README.md beside this file.
"""

import argparse
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tools.artwork.compose import brush_of, drawing_of, html_of, size_of
from tools.artwork.design import VARIANTS, Design, load
from tools.artwork.elements import Brush
from tools.artwork.picture import encode, grained
from tools.artwork.record import SEED, add_to_group, entry_of, kind_of
from tools.artwork.rendering import RENDERINGS


@dataclass(frozen=True)
class Studio:
    """What drawing needs besides a design."""

    icons: dict[str, str]
    packages: Path
    browser_path: str


Make = Callable[..., dict[str, Any]]


@contextmanager
def browser_tab(browser_path: str) -> Iterator[tuple[Page, Path]]:
    """A tab, and the file that it is shown."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser.new_page(), Path(folder) / "picture.html"
        browser.close()


def show(tab: Page, html: str, *, work: Path, size: tuple[int, int]) -> None:
    work.write_text(html, encoding="utf-8")
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab.goto(work.resolve().as_uri())
    tab.wait_for_selector("body[data-ready]", state="attached")


def photograph(
    tab: Page, html: str, *, work: Path, size: tuple[int, int], transparent: bool = False
) -> Image.Image:  # fmt: skip
    show(tab, html, work=work, size=size)
    photo = Image.open(io.BytesIO(tab.screenshot(omit_background=transparent)))
    return photo.convert("RGBA" if transparent else "RGB")


def icons_of(packages: Path) -> dict[str, str]:
    """The silhouettes by name, as SVG of 512 units."""
    icon_set = json.loads((packages / "@iconify-json/game-icons/icons.json").read_text(encoding="utf-8"))
    return {name: icon["body"] for name, icon in icon_set["icons"].items()}


def render(
    tab: Page, design: Design, *, variant: str, brush: Brush, packages: Path, work: Path
) -> Image.Image:  # fmt: skip
    """The picture in the title's style; what the style does to the drawing it does not do to the lettering."""
    style, *inks = str(design.of(variant, "style", "print")).split()
    size = size_of(variant)
    if variant == "billboard" and style == "watercolour":
        style = "wash"
    if style not in RENDERINGS:
        html = html_of(design, variant=variant, brush=brush, packages=packages)
        plain = photograph(tab, html, work=work, size=size)
        return plain if variant == "billboard" else grained(plain)  # At full size grain costs more than it gives.
    html = html_of(design, variant=variant, brush=brush, packages=packages, parts="drawing")
    colours = [brush.colour(word) for word in inks] or [brush.palette[letter] for letter in "dce"]
    picture = RENDERINGS[style](photograph(tab, html, work=work, size=size), (colours[0], colours[1], colours[2]))
    html = html_of(design, variant=variant, brush=brush, packages=packages, parts="lettering")
    lettering = photograph(tab, html, work=work, size=size, transparent=True)
    picture.paste(lettering, mask=lettering.getchannel("A"))
    return picture


def lettering_of(tab: Page) -> tuple[float, float, float, float] | None:
    """Where the lettering of the page that is shown really is: left, top, width, height in px."""
    box = tab.evaluate(
        "() => { const span = document.querySelector('.title span'); if (!span) return null;"
        " const r = span.getBoundingClientRect(); return [r.left, r.top, r.width, r.height]; }"
    )
    return (box[0], box[1], box[2], box[3]) if box else None


def draw_picture(tab: Page, design: Design, *, variant: str, studio: Studio, work: Path) -> dict[str, Any]:
    """Writes the picture; answers its entry in the manifest."""
    brush = brush_of(design, variant=variant, icons=studio.icons)
    picture = render(tab, design, variant=variant, brush=brush, packages=studio.packages, work=work)
    data = encode(picture, kind=kind_of(variant))
    (SEED / f"artwork/{design.name}-{variant}.avif").write_bytes(data)
    return entry_of(design, variant=variant, picture=picture, data=data, brush=brush, lettering=lettering_of(tab))


def describe_picture(tab: Page, design: Design, *, variant: str, studio: Studio, work: Path) -> dict[str, Any]:
    """The entry of a picture that is already drawn, from its design as it is now; much faster than drawing."""
    brush = brush_of(design, variant=variant, icons=studio.icons)
    drawing_of(design, variant=variant, brush=brush)
    html = html_of(design, variant=variant, brush=brush, packages=studio.packages, parts="lettering")
    show(tab, html, work=work, size=size_of(variant))
    data = (SEED / f"artwork/{design.name}-{variant}.avif").read_bytes()
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    return entry_of(design, variant=variant, picture=picture, data=data, brush=brush, lettering=lettering_of(tab))


def is_drawn(design: Design, variant: str) -> bool:
    return (SEED / f"artwork/{design.name}-{variant}.avif").exists()


def draw_group(group: str, designs: dict[str, Design], *, variants: list[str], make: Make, studio: Studio) -> None:
    """Draws these titles, or only describes what of them is drawn, and adds them to the group's records."""
    with browser_tab(studio.browser_path) as (tab, work):
        for name, design in designs.items():
            drawn = {
                f"{name}-{variant}": make(tab, design, variant=variant, studio=studio, work=work)
                for variant in design.variants()
                if variant in variants and (make is draw_picture or is_drawn(design, variant))
            }
            add_to_group(group, drawn)
            print(name, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("titles", nargs="*")
    parser.add_argument("--group", help="a file of designs/, without its ending")
    parser.add_argument("--variants", nargs="*", default=list(VARIANTS), choices=VARIANTS)
    parser.add_argument("--describe", action="store_true", help="write the records of what is drawn, draw nothing")
    parser.add_argument("--packages", type=Path, required=True, help="a node_modules folder; see README.md")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    designs = load(group=options.group)
    chosen = {name: designs[name] for name in options.titles or designs}
    studio = Studio(icons=icons_of(options.packages), packages=options.packages, browser_path=options.browser)
    make = describe_picture if options.describe else draw_picture
    for group in sorted({design.group for design in chosen.values()}):
        mine = {name: design for name, design in chosen.items() if design.group == group}
        draw_group(group, mine, variants=options.variants, make=make, studio=studio)


if __name__ == "__main__":
    main()
