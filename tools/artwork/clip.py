"""Cut the labelled demo clips from the billboards: `python -m tools.artwork.clip --packages node_modules`.

Needs `av`, `numpy`, `Pillow` and `playwright` in an environment of its own (see README.md); writes seed/video/*.mp4.
"""

import argparse
import io
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

from tools.artwork.lettering import page
from tools.artwork.sound import RATE, Sound, music

SEED = Path(__file__).parents[2] / "seed"
SIZE, FPS = (960, 540), 24


@dataclass(frozen=True)
class Shot:
    """A still with a slow camera, or a card with words on black."""

    seconds: float
    still: str = ""
    words: str = ""
    zoom: tuple[float, float] = (1.0, 1.16)
    pan: tuple[float, float] = (0.0, 0.5)


def story(stills: list[str], words: list[str]) -> list[Shot]:
    """The mark, then stills between cards; 18 seconds."""
    moves = [
        ((1.0, 1.18), (0.2, 0.8)),
        ((1.22, 1.04), (0.9, 0.4)),
        ((1.05, 1.22), (0.5, 0.9)),
        ((1.2, 1.0), (0.3, 0.5)),
    ]
    shots = [Shot(3.0, words="Marquee|demo clip")]
    for i, still in enumerate(stills):
        shots.append(Shot(2.4, still=still, zoom=moves[i][0], pan=moves[i][1]))
        if i < len(words):
            shots.append(Shot(1.35, words=words[i]))
    return [*shots, Shot(1.35, words="Soon,|somewhere else")]


CLIPS = {
    "dark": story(
        ["nine-minutes-to-varna", "mossgrave", "cold-lantern-bay", "low-tide-casino"],
        ["The train|is on time", "Nothing here|stays buried", "The house|always sinks"],
    ),
    "wonder": story(
        ["blue-perihelion", "thunder-fox", "what-the-whale-heard", "salt-cartographer"],
        ["Closest|to the sun", "Somebody has to|walk the storm home", "The sea|is not silent"],
    ),
    "heart": story(
        ["borrowed-moon", "two-spoons-for-trieste", "velvet-static", "brass-and-thunder"],
        ["They shared|a song", "Sweet nothings.|Savage reviews.", "Blow hard.|Come home."],
    ),
}


def cards(*, packages: Path, browser_path: str) -> dict[str, Image.Image]:
    words = {shot.words for shots in CLIPS.values() for shot in shots if shot.words}
    drawing = (
        '<rect width="1280" height="720" fill="#0b0b0e"/><rect x="600" y="520" width="80" height="4" fill="#ffb02e"/>'
    )
    pictures = {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1280, "height": 720})
        for text in sorted(words):
            html = page(drawing=drawing, title=text, box="240 220 800 260 centre", face="serif", ink="#f6efe2",
                        light="#ffb02e", dark="#000000", effect="none", packages=packages)  # fmt: skip
            file = packages.parent / "card.html"
            file.write_text(html, encoding="utf-8")
            tab.goto(file.resolve().as_uri())
            tab.wait_for_selector("body[data-ready]", state="attached")
            pictures[text] = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
        browser.close()
    return pictures


def frames_of(shot: Shot, *, cards: dict[str, Image.Image]) -> list[Image.Image]:
    source = (
        cards[shot.words] if shot.words else Image.open(SEED / f"artwork/{shot.still}-billboard.avif").convert("RGB")
    )
    count, frames = round(shot.seconds * FPS), []
    for i in range(count):
        t = i / max(1, count - 1)
        zoom = 1 + 0.02 * t if shot.words else shot.zoom[0] + (shot.zoom[1] - shot.zoom[0]) * t
        across = 0.5 if shot.words else shot.pan[0] + (shot.pan[1] - shot.pan[0]) * t
        width, height = source.width / zoom, source.height / zoom
        left, top = (source.width - width) * across, (source.height - height) * 0.5
        frame = source.resize(SIZE, Image.Resampling.BICUBIC, box=(left, top, left + width, top + height))
        veil = min(1.0, (i + 1) / 8, (count - i) / 8)
        frames.append(frame if veil >= 1 else Image.blend(Image.new("RGB", SIZE, "#0b0b0e"), frame, veil))
    return frames


def write(file: Path, shots: list[Shot], *, mood: str, cards: dict[str, Image.Image]) -> float:
    seconds = sum(shot.seconds for shot in shots)
    starts = np.cumsum([0.0, *(shot.seconds for shot in shots)])[:-1]
    with av.open(str(file), "w", options={"movflags": "+faststart"}) as box:
        video = box.add_stream("libx264", rate=FPS, options={"crf": "27", "preset": "slow", "profile": "high"})
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        audio = box.add_stream("aac", rate=RATE, bit_rate=64_000)
        audio.layout = "mono"
        for shot in shots:
            for picture in frames_of(shot, cards=cards):
                box.mux(video.encode(av.VideoFrame.from_image(picture)))
        box.mux(video.encode())
        _encode_sound(box, audio, music(mood, seconds=seconds, cuts=[float(at) for at in starts]))
    return seconds


def _encode_sound(box: av.container.OutputContainer, audio: av.AudioStream, sound: Sound) -> None:
    for start in range(0, len(sound), 1024):
        block = sound[start : start + 1024].astype(np.float32).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        box.mux(audio.encode(frame))
    box.mux(audio.encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    pictures = cards(packages=options.packages, browser_path=options.browser)
    (SEED / "video").mkdir(exist_ok=True)
    for mood, shots in CLIPS.items():
        file = SEED / "video" / f"demo-{mood}.mp4"
        print(file.name, write(file, shots, mood=mood, cards=pictures), file.stat().st_size)


if __name__ == "__main__":
    main()
