"""Words of the clips as pictures with nothing behind them, photographed by Chromium in the lettering's open faces."""

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tools.artwork.clip_camera import SIZE
from tools.artwork.clip_story import Clip
from tools.artwork.lettering import page

Card = NDArray[np.float32]
INK, LAMP, GROUND = "#fff6e6", "#ffb02e", "#0b0b0e"
OVER_STILL = "70 220 520 270 left"


def cards(clips: list[Clip], *, packages: Path, browser_path: str) -> dict[tuple[str, str], Card]:
    """(face, words) -> red, green, blue and opacity from 0 to 1, (540, 960, 4)."""
    found: dict[tuple[str, str], Card] = {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1280, "height": 720})
        for clip in clips:
            for shot in clip.shots:
                if shot.words:
                    found[clip.face, shot.words] = _photograph(
                        tab, clip.face, shot.words, box=OVER_STILL, packages=packages
                    )
            found[clip.face, clip.name] = _photograph(
                tab, clip.face, clip.name, box="190 250 900 200 centre", packages=packages
            )
        found["", "mark"] = _photograph(tab, "serif", "Marquee", box="390 150 500 90 centre", packages=packages)
        found["", "label"] = _photograph(
            tab, "josefin", "demo clip", box="490 500 300 44 centre", packages=packages, ink=LAMP
        )
        browser.close()
    return found


def _photograph(tab: Page, face: str, words: str, *, box: str, packages: Path, ink: str = INK) -> Card:
    html = page(drawing="", title=words, box=box, face=face, ink=ink, light=LAMP, dark="#000000", effect="plain",
                packages=packages)  # fmt: skip
    file = packages.parent / "card.html"
    file.write_text(html.replace("<svg", "<svg hidden", 1), encoding="utf-8")
    tab.goto(file.resolve().as_uri())
    tab.wait_for_selector("body[data-ready]", state="attached")
    shot = Image.open(io.BytesIO(tab.screenshot(omit_background=True))).convert("RGBA")
    return np.asarray(shot.resize(SIZE, Image.Resampling.LANCZOS), dtype=np.float32) / 255


def lay(frame: NDArray[np.uint8], card: Card, *, opacity: float, shade: float = 0.0) -> NDArray[np.uint8]:
    """The card over the frame; `shade` darkens the left side below it. Only where there are words is worked on."""
    below = frame.copy()
    if shade:
        fade = np.clip(1 - np.linspace(0, 1.7, SIZE[0]), 0, 1)
        darker = np.round((1 - shade * opacity * fade) * 256).astype(np.uint16)[None, :, None]
        below = ((below * darker) >> 8).astype(np.uint8)
    rows, columns = np.nonzero(card[..., 3] > 0.004)
    part = np.s_[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    veil = card[part][..., 3:] * opacity
    below[part] = (below[part] * (1 - veil) + card[part][..., :3] * (255 * veil)).astype(np.uint8)
    return below
