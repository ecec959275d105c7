"""The demo clips' music, synthesised with numpy from scores.toml. Nobody else's notes."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.artwork.voices import RATE, Sound, air, hat, held, kick, low, plucked, snare

__all__ = ["RATE", "Sound", "music"]
FADE_IN, FADE_OUT = 0.25, 1.6  # seconds


@dataclass(frozen=True)
class Score:
    """See scores.toml."""

    beats: float
    chords: list[list[int]]
    voice: str
    bass: str = ""
    kick: str = ""
    snare: str = ""
    hat: str = ""
    pluck: str = ""
    tune: tuple[int, ...] = (1,)
    timbre: str = "piano"
    air: tuple[str, float] = ("", 0.0)


def _score(name: str) -> Score:
    table = tomllib.loads(Path(__file__).with_name("scores.toml").read_text(encoding="utf-8"))[name]
    table["tune"], table["air"] = tuple(table.get("tune", (1,))), tuple(table.get("air", ("", 0.0)))
    return Score(**table)


def pitch(note: int) -> float:
    """Hertz of a note of MIDI."""
    return float(440 * 2 ** ((note - 69) / 12))


def _lay(track: Sound, sound: Sound, *, at: float, loud: float = 1.0) -> None:
    start = int(at * RATE)
    part = sound[: max(0, len(track) - start)]
    track[start : start + len(part)] += part * loud


def music(name: str, *, seconds: float, cuts: list[float]) -> Sound:
    """Mono, -1 to 1, of that length; a swell leads into the first cut, and a low stroke marks every second one."""
    score, chance = _score(name), np.random.default_rng(len(name) * 97 + ord(name[0]))
    track = np.zeros(int(seconds * RATE))
    bar = 4 * 60 / score.beats
    for number in range(int(np.ceil(seconds / bar))):
        chord = score.chords[number % len(score.chords)]
        _bar(track, score, chord, at=number * bar, bar=bar, chance=chance, is_first=number == 0)
    for cut in cuts[::2]:
        _lay(track, low(pitch(28), seconds=1.6), at=cut, loud=0.5)
    _lay(track, _swell(chance, seconds=cuts[0]), at=0.0, loud=0.12)
    if score.air[0]:
        track += air(score.air[0], seconds=seconds, chance=chance)[: len(track)] * score.air[1]
    track = _room(track)
    ramp = np.minimum(np.arange(len(track)) / (FADE_IN * RATE), np.arange(len(track))[::-1] / (FADE_OUT * RATE))
    return np.tanh(track / np.percentile(np.abs(track), 99.7) * 0.85) * 0.8 * np.minimum(1, ramp)


def _bar(
    track: Sound, score: Score, chord: list[int], *, at: float, bar: float, chance: np.random.Generator, is_first: bool
) -> None:
    step = bar / 16
    if score.voice != "none":
        for note in chord[1:]:
            _lay(track, held(score.voice, pitch(note), seconds=bar * 1.15, chance=chance), at=at, loud=0.16)
    # The first bar is the opening: drums come in with the first picture.
    patterns = [(score.bass, low(pitch(chord[0]), seconds=step * 3), 0.42)]
    if not is_first:
        patterns += [(score.kick, kick(), 0.75), (score.snare, snare(chance), 0.3), (score.hat, hat(chance), 0.12)]
    for pattern, sound, loud in patterns:
        for k, mark in enumerate(pattern):
            if mark != ".":
                _lay(track, sound, at=at + k * step, loud=loud * (1.0 if mark == "x" else 0.5))
    strokes = [k for k, mark in enumerate(score.pluck) if mark != "."]
    for count, k in enumerate(strokes):
        note = chord[score.tune[count % len(score.tune)]] + (12 if score.timbre in {"box", "bell", "signal"} else 0)
        loud = 0.34 if score.pluck[k] == "x" else 0.2
        _lay(track, plucked(score.timbre, pitch(note), chance=chance), at=at + k * step, loud=loud)


def _swell(chance: np.random.Generator, *, seconds: float) -> Sound:
    return air("wind", seconds=seconds, chance=chance) * np.linspace(0, 1, int(seconds * RATE)) ** 3


def _room(dry: Sound) -> Sound:
    """A small hall: echoes at lengths that share no divisor, each duller than the one before."""
    wet, echo = np.zeros_like(dry), dry
    for length, share in (
        (0.0297, 0.5),
        (0.0419, 0.42),
        (0.0737, 0.34),
        (0.1139, 0.26),
        (0.1979, 0.18),
        (0.3109, 0.12),
    ):
        shift = int(length * RATE)
        echo = np.convolve(echo, np.ones(9) / 9, mode="same")
        wet[shift:] += echo[:-shift] * share
    return dry + 0.4 * wet
