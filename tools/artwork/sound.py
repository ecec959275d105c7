"""The demo clips' music: pads, a pulse and a bell, synthesised with numpy. Nobody else's notes."""

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
Sound = NDArray[np.float64]

CHORDS = {
    "dark": [(110.0, 130.8, 164.8), (103.8, 130.8, 155.6), (98.0, 123.5, 146.8), (110.0, 130.8, 164.8)],
    "wonder": [(130.8, 196.0, 246.9), (110.0, 164.8, 220.0), (146.8, 220.0, 277.2), (130.8, 196.0, 329.6)],
    "heart": [(146.8, 185.0, 220.0), (123.5, 146.8, 185.0), (98.0, 146.8, 196.0), (110.0, 164.8, 220.0)],
}
PULSE = {"dark": 1.5, "wonder": 1.0, "heart": 0.75}


def pad(notes: tuple[float, ...], *, seconds: float) -> Sound:
    """Three detuned voices a note, that swell and fade."""
    t = np.arange(int(seconds * RATE)) / RATE
    voices = [
        np.sin(2 * np.pi * note * (1 + detune) * t) / (1 + i)
        for note in notes
        for i, detune in enumerate((0, 0.003, 1.0))
    ]
    return np.sum(voices, axis=0) * np.sin(np.pi * np.clip(t / seconds, 0, 1)) ** 0.7 / len(voices)


def drum(*, seconds: float, every: float) -> Sound:
    out = np.zeros(int(seconds * RATE))
    t = np.arange(int(0.5 * RATE)) / RATE
    hit = np.sin(2 * np.pi * (52 * t + 18 * (1 - np.exp(-t * 26)))) * np.exp(-t * 9)
    for start in np.arange(0, seconds - 0.5, every):
        at = int(start * RATE)
        out[at : at + len(hit)] += hit
    return out


def bell(*, seconds: float, note: float, times: list[float]) -> Sound:
    out = np.zeros(int(seconds * RATE))
    t = np.arange(int(2.4 * RATE)) / RATE
    ring = sum(np.sin(2 * np.pi * note * k * t) * np.exp(-t * (1.6 + k)) / k for k in (1.0, 2.0, 2.76, 5.4))
    for start in times:
        at = int(start * RATE)
        out[at : at + len(ring)] += ring[: len(out) - at]
    return out


def music(mood: str, *, seconds: float, cuts: list[float]) -> Sound:
    """One chord a quarter, a pulse below, a bell at every cut."""
    each, out = seconds / 4, np.zeros(int(seconds * RATE))
    for i, notes in enumerate(CHORDS[mood]):
        voice = pad(notes, seconds=each * 1.25)
        at = int(i * each * RATE)
        out[at : at + len(voice)] += voice[: len(out) - at]
    out += 0.3 * drum(seconds=seconds, every=PULSE[mood]) + 0.12 * bell(
        seconds=seconds, note=CHORDS[mood][0][-1] * 4, times=cuts
    )
    fade = np.minimum(1, np.minimum(np.arange(len(out)) / (0.4 * RATE), np.arange(len(out))[::-1] / (1.5 * RATE)))
    return out / np.abs(out).max() * 0.7 * fade
