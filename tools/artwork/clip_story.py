"""What a demo clip is made of: read from clips.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
INTRO_SECONDS, SHOT_SECONDS, END_SECONDS = 2.5, 2.75, 1.75


@dataclass(frozen=True)
class Shot:
    """A still under a moving camera, maybe with words over it, maybe the beginning of a chapter."""

    still: str
    move: str
    words: str = ""
    german: str = ""
    chapter: str = ""


@dataclass(frozen=True)
class Clip:
    """A story; `sounds` are described in English and German, for those who do not hear them."""

    key: str
    name: str
    genres: tuple[str, ...]
    moods: tuple[str, ...]
    score: str
    face: str
    sounds: tuple[str, str]
    shots: tuple[Shot, ...]

    @property
    def starts(self) -> list[float]:
        """When each shot begins, in seconds."""
        return [INTRO_SECONDS + k * SHOT_SECONDS for k in range(len(self.shots))]

    @property
    def seconds(self) -> float:
        return INTRO_SECONDS + len(self.shots) * SHOT_SECONDS + END_SECONDS

    @property
    def chapters(self) -> list[tuple[float, str]]:
        named = [(at, shot.chapter) for at, shot in zip(self.starts, self.shots, strict=True) if shot.chapter]
        return [(0.0, "Opening"), *named]


def stories() -> dict[str, Clip]:
    tables = tomllib.loads((HERE / "clips.toml").read_text(encoding="utf-8"))
    return {
        key: Clip(
            key=key,
            name=table["name"],
            genres=tuple(table["genres"]),
            moods=tuple(table["moods"]),
            score=table["score"],
            face=table["face"],
            sounds=(table["sounds"][0], table["sounds"][1]),
            shots=tuple(Shot(**shot) for shot in table["shots"]),
        )
        for key, table in tables.items()
    }
