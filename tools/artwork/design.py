"""Reading the designs and the people: every group of titles has a file of each."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.artwork.look import Look

HERE = Path(__file__).parent
VARIANTS = ("scene", "object", "lead", "second", "duo", "billboard", "poster")
BOXES = {
    "scene": "60 70 560 380 left", "object": "60 150 520 420 left", "poster": "60 70 680 260 centre",
    "duo": "60 540 1160 150 centre",
}  # fmt: skip
CAST = {"lead", "second"}


@dataclass(frozen=True)
class Design:
    """One title's table and who plays in it."""

    name: str
    group: str
    table: dict[str, Any]
    people: dict[str, dict[str, Any]]

    def variants(self) -> list[str]:
        """What is drawn of this title: a duo only where one is designed, a second lead only where there is one."""
        optional = {"second": "second" in self.table, "duo": "duo" in self.table}
        return [variant for variant in VARIANTS if optional.get(variant, True)]

    def of(self, variant: str, key: str, default: Any = None) -> Any:
        """What the table says of a variant (`scene_ink`), or else of the title (`ink`)."""
        return self.table.get(f"{variant}_{key}", self.table.get(key, default))

    def own(self, variant: str, key: str, default: Any = None) -> Any:
        return self.table.get(f"{variant}_{key}", default)

    def lettering(self, variant: str) -> str:
        """The name with | between its lines; a duo has it in one line below both unless the table says otherwise."""
        whole = str(self.table["lettering"])
        return str(self.own(variant, "lettering", whole.replace("|", " ") if variant == "duo" else whole))

    def side(self, who: str) -> str:
        """On which side somebody stands; the second lead opposite to the first unless the table says so."""
        first = self.table.get("lead_side", "right")
        other = {"left": "right", "right": "left"}[first]
        return str(self.table.get(f"{who}_side", first if who == "lead" else other))

    def box(self, variant: str) -> str:
        if variant in CAST:
            free = "60 170 580 380 left" if self.side(variant) == "right" else "670 170 550 380 left"
            return str(self.table.get(f"{variant}_box", free))
        return str(self.table.get(f"{variant}_box", BOXES.get(variant, "")))

    def person(self, who: str) -> str | None:
        """The slug of the actor in that part; None for a nameless one."""
        slug = self.table.get(f"{who}_person")
        return str(slug) if slug else None

    def look(self, who: str, *, gaze: str) -> Look:
        """Raises KeyError where the person has no lasting look yet."""
        slug = self.person(who)
        lasting = self.people[slug] if slug else {}
        return Look.of(lasting, self.table[who], gaze=gaze)


def load(*, group: str | None = None) -> dict[str, Design]:
    """All designs by title, or those of one group; people of all groups may play in any."""
    people: dict[str, dict[str, Any]] = {}
    for file in sorted((HERE / "people").glob("*.toml")):
        people |= tomllib.loads(file.read_text(encoding="utf-8"))
    designs = {}
    for file in sorted((HERE / "designs").glob(f"{group or '*'}.toml")):
        for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            designs[name] = Design(name=name, group=file.stem, table=table, people=people)
    return designs
