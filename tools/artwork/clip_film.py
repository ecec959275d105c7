"""A clip's frames, one after the other, and the file that holds them together with its sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.artwork.clip_camera import MOVES, SIZE, frames, nearness
from tools.artwork.clip_cards import Card, lay
from tools.artwork.clip_story import END_SECONDS, INTRO_SECONDS, SHOT_SECONDS, Clip, Shot
from tools.artwork.sound import RATE, Sound

FPS = 24
GROUND = (11, 11, 14)
WORDS_FADE, CUT_FADE = 9, 5  # frames
Frame = NDArray[np.uint8]


@dataclass(frozen=True)
class Sources:
    """Where stills, distances and billboards lie."""

    stills: Path
    depth: Path
    billboards: Path

    def still(self, name: str) -> tuple[Frame, NDArray[np.float32] | None]:
        file = self.stills / f"{name}.avif"
        if not file.exists():
            file = self.billboards / f"{name}-billboard.avif"
        with Image.open(file) as picture:
            found = np.asarray(picture.convert("RGB"))
        distances = self.depth / f"{name}.npz"
        size = (found.shape[1], found.shape[0])
        return found, nearness(distances, size=size) if distances.exists() else None


def film(clip: Clip, *, sources: Sources, cards: dict[tuple[str, str], Card]) -> Iterator[Frame]:
    """All frames: the mark, the shots with a short dissolve between them, the name."""
    yield from _opening(clip, cards)
    last: Frame | None = None
    for shot in clip.shots:
        for k, frame in enumerate(_shot(clip, shot, sources=sources, cards=cards)):
            if last is not None and k < CUT_FADE:
                share = (k + 1) / (CUT_FADE + 1)
                frame = np.asarray(last * (1 - share) + frame * share, dtype=np.uint8)
            yield frame
        last = frame
    yield from _ending(clip, cards)


def _shot(clip: Clip, shot: Shot, *, sources: Sources, cards: dict[tuple[str, str], Card]) -> Iterator[Frame]:
    picture, near = sources.still(shot.still)
    count = round(SHOT_SECONDS * FPS)
    card = cards[clip.face, shot.words] if shot.words else None
    for k, frame in enumerate(frames(picture, near, MOVES[shot.move], count=count)):
        if card is None:
            yield frame
        else:
            opacity = min(1.0, max(0.0, (k - 6) / WORDS_FADE), (count - k) / WORDS_FADE)
            yield lay(frame, card, opacity=opacity, shade=0.55)


def _plain() -> Frame:
    return np.full((SIZE[1], SIZE[0], 3), GROUND, np.uint8)


def _opening(clip: Clip, cards: dict[tuple[str, str], Card]) -> Iterator[Frame]:
    count = round(INTRO_SECONDS * FPS)
    for k in range(count):
        shown = min(1.0, k / 10, (count - k) / 8)
        frame = _plain()
        reach = round(60 * min(1.0, k / 22))
        frame[345:349, 480 - reach : 480 + reach] = np.asarray((255, 176, 46)) * shown + np.asarray(GROUND) * (
            1 - shown
        )
        frame = lay(frame, cards["", "mark"], opacity=shown)
        frame = lay(frame, cards["", "label"], opacity=shown)
        yield lay(frame, cards[clip.face, clip.name], opacity=min(shown, max(0.0, (k - 10) / 12)))


def _ending(clip: Clip, cards: dict[tuple[str, str], Card]) -> Iterator[Frame]:
    count = round(END_SECONDS * FPS)
    for k in range(count):
        yield lay(_plain(), cards[clip.face, clip.name], opacity=min(1.0, k / 8, (count - k) / 14))


def write(file: Path, pictures: Iterator[Frame], sound: Sound, *, bits: int) -> list[Frame]:
    """H.264 High at about `bits` a second and AAC, in an MP4 that plays while it loads; answers a frame a second."""
    kept = []
    with av.open(str(file), "w", options={"movflags": "+faststart"}) as box:
        options = {"preset": "medium", "profile": "high", "g": "120", "bf": "3", "rc-lookahead": "60", "aq-mode": "3"}
        video = box.add_stream("libx264", rate=FPS, bit_rate=bits, options=options)
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        audio = box.add_stream("aac", rate=RATE, bit_rate=64_000)
        audio.layout = "mono"
        for k, picture in enumerate(pictures):
            box.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
            if k % FPS == FPS // 2:
                kept.append(picture)
        box.mux(video.encode())
        for start in range(0, len(sound), 1024):
            block = sound[start : start + 1024].astype(np.float32).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
            box.mux(audio.encode(frame))
        box.mux(audio.encode())
    return kept
