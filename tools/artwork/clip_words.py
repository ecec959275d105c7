"""What goes with a clip as text: captions in two languages, and the sheet of small pictures with its map."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.artwork.clip_story import END_SECONDS, INTRO_SECONDS, SHOT_SECONDS, Clip

COLUMNS, TILE = 10, (160, 90)


def timestamp(seconds: float) -> str:
    return f"{int(seconds // 60):02}:{seconds % 60:06.3f}"


def _vtt(cues: Sequence[tuple[float, float, str]]) -> str:
    parts = [f"{timestamp(start)} --> {timestamp(end)}\n{text}\n" for start, end, text in cues]
    return "\n".join(["WEBVTT\n", *parts])


def captions(clip: Clip, *, german: bool) -> str:
    """The sound first, then every line where it stands in the picture."""
    first = "Demo-Clip" if german else "Demo clip"
    sounds = clip.sounds[1 if german else 0]
    cues = [(0.0, INTRO_SECONDS, f"[{sounds}]\n{first}: {clip.name}")]
    for start, shot in zip(clip.starts, clip.shots, strict=True):
        if shot.words:
            words = (shot.german if german else shot.words).replace("|", " ")
            cues.append((start + 0.25, start + SHOT_SECONDS, words))
    cues.append((clip.seconds - END_SECONDS, clip.seconds, "[Die Musik verklingt]" if german else "[The music fades]"))
    return _vtt(cues)


def write_sheet(pictures: Sequence[NDArray[np.uint8]], *, seconds: float, picture: Path, map_file: Path) -> None:
    """One tile a second, ten in a row, as AVIF; and the WebVTT that says which tile shows which second."""
    rows = -(-len(pictures) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * TILE[0], rows * TILE[1]))
    cues = []
    for k, frame in enumerate(pictures):
        x, y = k % COLUMNS * TILE[0], k // COLUMNS * TILE[1]
        sheet.paste(Image.fromarray(frame).resize(TILE, Image.Resampling.LANCZOS), (x, y))
        end = seconds if k == len(pictures) - 1 else k + 1.0
        cues.append((float(k), end, f"{picture.name}#xywh={x},{y},{TILE[0]},{TILE[1]}"))
    sheet.save(picture, "AVIF", quality=52, speed=4)
    map_file.write_text(_vtt(cues), encoding="utf-8")
