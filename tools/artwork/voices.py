"""Instruments of the demo clips: each answers a short sound, mono, about -1 to 1."""

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
Sound = NDArray[np.float64]

OVERTONES = {
    "piano": ((1, 1.0), (2, 0.5), (3, 0.25), (4, 0.12), (5.02, 0.06)),
    "guitar": ((1, 1.0), (2, 0.7), (3, 0.5), (4, 0.3), (5, 0.2), (6, 0.12)),
    "harp": ((1, 1.0), (2, 0.35), (3, 0.12)),
    "box": ((1, 1.0), (3.0, 0.3), (5.4, 0.14)),
    "bell": ((1, 1.0), (2.0, 0.6), (2.76, 0.5), (5.4, 0.25), (8.9, 0.1)),
    "pizzicato": ((1, 1.0), (2, 0.5), (3, 0.2)),
    "signal": ((1, 1.0),),
    "flute": ((1, 1.0), (2, 0.18), (3, 0.05)),
}
LASTS = {
    "piano": 1.6,
    "guitar": 1.2,
    "harp": 1.4,
    "box": 1.1,
    "bell": 3.2,
    "pizzicato": 0.28,
    "signal": 0.35,
    "flute": 0.5,
}


def _time(seconds: float) -> Sound:
    return np.arange(int(seconds * RATE)) / RATE


def plucked(timbre: str, hertz: float, *, chance: np.random.Generator) -> Sound:
    """Struck or blown once; higher overtones die first."""
    lasts = LASTS[timbre]
    t = _time(lasts * 1.6)
    sound = np.zeros_like(t)
    for multiple, share in OVERTONES[timbre]:
        sound += (
            share
            * np.sin(2 * np.pi * hertz * multiple * t + chance.uniform(0, 0.4))
            * np.exp(-t * multiple**0.7 * 3 / lasts)
        )
    if timbre == "flute":
        swell = np.minimum(1, t / 0.06) * (1 + 0.12 * np.sin(2 * np.pi * 5.2 * t))
        return sound * swell * np.clip((lasts * 1.6 - t) / 0.2, 0, 1) * np.exp(t * 2.2 / lasts) * 0.35
    if timbre == "signal":
        return sound * np.minimum(1, t / 0.01)
    return sound * np.minimum(1, t / 0.004)


def held(voice: str, hertz: float, *, seconds: float, chance: np.random.Generator) -> Sound:
    """A note that swells and fades: three players, slightly out of tune with one another."""
    t = _time(seconds)
    overtones, detune, vibrato = {
        "pad": (6, 0.003, 0.0), "strings": (9, 0.004, 4.6), "choir": (5, 0.006, 5.1), "brass": (10, 0.002, 0.0),
    }[voice]  # fmt: skip
    sound = np.zeros_like(t)
    for player in range(3):
        shift = 1 + detune * (player - 1)
        phase = 2 * np.pi * hertz * shift * t + 0.002 * hertz * np.sin(2 * np.pi * vibrato * t + player) / 4.0
        for k in range(1, overtones + 1):
            weight = 1 / k ** (1.6 if voice in {"pad", "choir"} else 1.25)
            if voice == "choir":
                weight *= 1.8 if 500 < hertz * k < 1100 else 0.6
            sound += weight * np.sin(k * phase + chance.uniform(0, 6.3))
    attack, release = (0.12, 0.4) if voice == "brass" else (0.35 * seconds, 0.4 * seconds)
    shape = np.minimum(1, t / attack) * np.minimum(1, (seconds - t) / release)
    if voice == "brass":
        shape = shape * np.exp(-t * 0.8)
    return sound / 6 * shape


def low(hertz: float, *, seconds: float) -> Sound:
    """A bass note."""
    t = _time(max(0.25, seconds))
    body = np.sin(2 * np.pi * hertz * t) + 0.5 * np.sin(4 * np.pi * hertz * t) + 0.22 * np.sin(6 * np.pi * hertz * t)
    return body * np.exp(-t * 4 / max(0.25, seconds)) * np.minimum(1, t / 0.006)


def kick() -> Sound:
    t = _time(0.45)
    return np.sin(2 * np.pi * (48 * t + 9 * (1 - np.exp(-t * 30)))) * np.exp(-t * 9)


def snare(chance: np.random.Generator) -> Sound:
    t = _time(0.22)
    return (chance.normal(0, 0.5, len(t)) + 0.5 * np.sin(2 * np.pi * 190 * t)) * np.exp(-t * 20)


def hat(chance: np.random.Generator) -> Sound:
    t = _time(0.09)
    noise = chance.normal(0, 0.6, len(t))
    return np.diff(noise, prepend=0.0) * np.exp(-t * 55)


def air(kind: str, *, seconds: float, chance: np.random.Generator) -> Sound:
    """Weather or people, all the time: noise of one band that comes and goes as such things do."""
    count = int(seconds * RATE)
    low_end, high_end, breath = {
        "wind": (120, 900, 0.23), "rain": (1500, 9000, 0.05), "sea": (90, 1400, 0.14), "crowd": (250, 1800, 0.31),
    }[kind]  # fmt: skip
    spectrum = np.fft.rfft(chance.normal(0, 1, count))
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    spectrum *= np.exp(
        -((np.log(np.maximum(hertz, 1) / np.sqrt(low_end * high_end)) / np.log(high_end / low_end)) ** 2) * 3
    )
    noise = np.fft.irfft(spectrum, count)
    t = np.arange(count) / RATE
    swing = 0.62 + 0.38 * np.sin(2 * np.pi * breath * t + chance.uniform(0, 6)) * np.sin(2 * np.pi * breath * 0.37 * t)
    return noise / np.abs(noise).max() * swing * 3
