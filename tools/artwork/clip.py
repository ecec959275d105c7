"""Make the demo clips: `python -m tools.artwork.clip --packages node_modules --depth FOLDER [CLIP...]`.

Needs `av`, `numpy`, `opencv-python-headless`, `Pillow` and `playwright` in an environment of its own, and the distances
that `tools.stills.draw --depth` writes (README.md). Writes seed/video/demo-*.mp4, their sheets and captions.
"""

import argparse
from pathlib import Path

from tools.artwork.clip_cards import Card, cards
from tools.artwork.clip_film import Sources, film, write
from tools.artwork.clip_story import Clip, stories
from tools.artwork.clip_words import captions, write_sheet
from tools.artwork.sound import music

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seed"
LARGEST = 380_000  # bytes of one clip; all of them together stay below 6 MB
VIDEO_BITS = 82_000  # a second; the sound takes 64,000 more


def make(clip: Clip, *, sources: Sources, pictures: dict[tuple[str, str], Card]) -> None:
    """One clip with all that goes with it."""
    file = SEED / "video" / f"demo-{clip.key}.mp4"
    sound = music(clip.score, seconds=clip.seconds, cuts=clip.starts)
    kept = write(file, film(clip, sources=sources, cards=pictures), sound, bits=VIDEO_BITS)
    if file.stat().st_size > LARGEST:
        raise ValueError(f"{clip.key} is above its budget")
    sheet = SEED / "video" / f"demo-{clip.key}-sheet.avif"
    write_sheet(kept, seconds=clip.seconds, picture=sheet, map_file=sheet.with_suffix(".vtt"))
    for language in ("en", "de"):
        text = captions(clip, german=language == "de")
        (SEED / "captions" / f"demo-{clip.key}.{language}.vtt").write_text(text, encoding="utf-8")
    print(f"{clip.key}: {clip.seconds} s, {file.stat().st_size // 1000} KB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clips", nargs="*", help="none: all")
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--depth", type=Path, required=True)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    told = stories()
    wanted = [told[key] for key in options.clips or told]
    pictures = cards(wanted, packages=options.packages, browser_path=options.browser)
    sources = Sources(stills=ROOT / "tools" / "artwork" / "stills", depth=options.depth, billboards=SEED / "artwork")
    for clip in wanted:
        make(clip, sources=sources, pictures=pictures)


if __name__ == "__main__":
    main()
