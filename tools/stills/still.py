"""What a still is, and the list that scenes enter themselves into."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.stills.grade import Look
from tools.stills.stage import Stage

Build = Callable[[Stage], Look]


@dataclass(frozen=True)
class Still:
    """`build` sets the stage and answers how the picture is graded."""

    build: Build
    shows: str
    mood: str
    samples: int = 8
    indoors: bool = False


STILLS: dict[str, Still] = {}


def still(name: str, *, shows: str, mood: str, samples: int = 8, indoors: bool = False) -> Callable[[Build], Build]:
    def enter(build: Build) -> Build:
        STILLS[name] = Still(build, shows, mood, samples, indoors)
        return build

    return enter
