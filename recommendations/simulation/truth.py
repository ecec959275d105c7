"""What was true of a simulated world, in a file that nothing of the site knows; benchmarks ask it what was recovered.

`PATH.npz` holds arrays (people in one member a batch, so that writing needs memory for one batch only), `PATH.json`
what they are of. Only benchmarks and tests read it: import-linter keeps serving and training from this package.
"""

import json
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from recommendations.simulation.attention import attention_curve, in_view_chances, look_chances
from recommendations.simulation.choice import picture_pull
from recommendations.simulation.nature import Nature
from recommendations.simulation.parameters import Parameters
from recommendations.simulation.people import People
from recommendations.simulation.world import Floats, Ints, World

FORM = 1
OF_PEOPLE = ("profile_ids", "likes", "persuasion", "picture_pull", "outspoken", "generosity")


def places(path: Path) -> tuple[Path, Path]:
    """The two files of a truth that is named without an ending."""
    bare = path.with_suffix("") if path.suffix in (".npz", ".json") else path
    return bare.with_suffix(".npz"), bare.with_suffix(".json")


class TruthWriter:
    """Writes the world at once and people batch by batch; on the disk when it is closed."""

    def __init__(self, path: Path, *, world: World, nature: Nature, parameters: Parameters, seed: int) -> None:
        arrays, facts = places(path)
        arrays.parent.mkdir(parents=True, exist_ok=True)
        self._world, self._batches = world, 0
        self._file = zipfile.ZipFile(arrays, "w", zipfile.ZIP_STORED)
        of_world: dict[str, npt.NDArray[Any]] = {
            "title_ids": world.title_ids, "picture_ids": world.picture_ids,
            "first_picture": world.first_picture, "quality": nature.quality, "popularity": nature.popularity,
            "context": nature.context, "in_view": in_view_chances(parameters), "look": look_chances(parameters),
            "attention": attention_curve(parameters),
        }  # fmt: skip
        for name, values in of_world.items():
            self._add(name, values)
        facts.write_text(json.dumps({
            "form": FORM, "seed": seed, "parameters": parameters.digest, "numbers": asdict(parameters),
            "features": world.feature_names,
        }, indent=1), encoding="utf-8")  # fmt: skip

    def add(self, people: People, profile_ids: Ints) -> None:
        of_people: dict[str, npt.NDArray[Any]] = {
            "profile_ids": profile_ids, "likes": people.likes.astype(np.float32), "persuasion": people.persuasion,
            "picture_pull": picture_pull(taste=people.taste, world=self._world).astype(np.float32),
            "outspoken": people.outspoken, "generosity": people.generosity,
        }  # fmt: skip
        for name, values in of_people.items():
            self._add(f"{name}-{self._batches:06d}", values)
        self._batches += 1

    def _add(self, name: str, values: npt.NDArray[Any]) -> None:
        with self._file.open(f"{name}.npy", "w", force_zip64=True) as member:
            np.lib.format.write_array(member, values, allow_pickle=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """B profiles, T titles, P pictures (by title: `first_picture`); effects in log-odds."""

    seed: int
    parameters: str
    """The digest of the numbers that it was made by."""
    title_ids: Ints
    picture_ids: Ints
    first_picture: Ints
    quality: Floats
    popularity: Floats
    context: Floats
    """(VALUES, T)"""
    in_view: Floats
    """(devices, rows, columns): chance that a place comes into view."""
    look: Floats
    """(rows, columns): chance that a tile in view is looked at."""
    attention: Floats
    """(devices, rows, columns): the product of both."""
    profile_ids: Ints
    likes: Floats
    """(B, T): the joy to be expected."""
    persuasion: Floats
    picture_pull: Floats
    """(B, P): times `persuasion`, what a picture adds to its title's appeal."""
    outspoken: Floats
    generosity: Floats


def read_truth(path: Path) -> Truth:
    """Everything at once; raises OSError, KeyError or ValueError for what is not a truth of this form."""
    arrays, facts = places(path)
    told = json.loads(facts.read_text(encoding="utf-8"))
    if told["form"] != FORM:
        raise ValueError(f"The truth is of form {told['form']}, not {FORM}.")
    with np.load(arrays, allow_pickle=False) as found:
        batches = sorted(name.rpartition("-")[2] for name in found.files if name.startswith("profile_ids-"))
        people = {name: np.concatenate([found[f"{name}-{batch}"] for batch in batches]) for name in OF_PEOPLE}
        of_world = {name: found[name] for name in found.files if "-" not in name}
    return Truth(seed=told["seed"], parameters=told["parameters"], **of_world, **people)
