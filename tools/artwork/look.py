"""Who somebody is to the eye: a person's lasting look, and what a part changes about it.

`people/<group>.toml` says what stays, so that an invented actor is the same in every title; a design says the rest.
"""

from dataclasses import dataclass, fields
from typing import Any, Self


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FACES = ("oval", "round", "long", "square", "heart", "diamond", "broad", "gaunt")
NOSES = ("straight", "button", "hooked", "broad", "long", "upturned", "flat", "crooked")
BROWS = ("straight", "arched", "thick", "thin", "bushy", "low")
LIPS = ("even", "thin", "full", "wide", "small")
AGES = ("child", "teen", "adult", "middle", "old")
BUILDS = ("slight", "medium", "broad")
STYLES = _words(
    "crop buzz short swept parted messy bowl quiff undercut mohawk mullet receding fringed-bald bald "
    "pixie bob fringe lob long waves curls afro puffs bun topknot ponytail braid plaits crown-braid locs cornrows"
)
BEARDS = _words("none stubble moustache handlebar goatee short full long sideburns")
GLASSES = _words("none round square cat half tinted")
EARRINGS = _words("none stud hoop drop")
MARKS = _words("freckles scar mole blush lines lipstick shadow lashes")
CLOTHES = _words(
    "coat suit tuxedo shirt tee sweater turtleneck cardigan hoodie dress gown blouse kimono sari tunic robe "
    "uniform armour space apron oilskin labcoat football leather denim dungarees poncho waistcoat vest scrubs "
    "prison parka judge pyjamas cape toga"
)
WORN = _words(
    "beanie cap flatcap beret fedora bowler tophat cowboy sombrero strawhat souwester captain tricorne hardhat fez chef "
    "crown tiara laurel wizard jester headscarf turban wrap bandana hood veil headphones earmuffs helmet mask cyclist "
    "goggles shades eyepatch flower feather scarf shawl pearls medal stethoscope tape"
)
MOODS = _words("calm smile joy stern sad fear anger surprise sly dreamy tired shout")
POSES = _words("front turned profile up down tilt")
FRAMINGS = ("close", "bust", "far")
LIGHTS = _words("side rim soft under back")


@dataclass(frozen=True)
class Look:
    """What somebody looks like in one picture; colours are #rrggbb, every other word is one of the lists above."""

    skin: str
    hair: str
    cloth: str = "#39414f"
    trim: str = "#d8c7a0"
    eyes: str = "#3a2417"
    face: str = "oval"
    nose: str = "straight"
    brows: str = "straight"
    lips: str = "even"
    age: str = "adult"
    build: str = "medium"
    style: str = "short"
    beard: str = "none"
    glasses: str = "none"
    earrings: str = "none"
    marks: tuple[str, ...] = ()
    clothes: str = "coat"
    worn: tuple[str, ...] = ()
    mood: str = "calm"
    pose: str = "front"
    gaze: str = "right"
    light: str = "side"
    rim: str = "#ffd9a0"
    framing: str = "bust"
    scarf: str = ""

    @classmethod
    def of(cls, person: dict[str, Any], part: dict[str, Any], *, gaze: str) -> Self:
        """The person as the part has them; what is always worn is worn in every part.

        Raises ValueError for a word that no list knows: a typing error would otherwise draw somebody else.
        """
        words = {"gaze": gaze} | person | part
        words["worn"] = (*person.get("worn", ()), *part.get("worn", ()))
        words["marks"] = tuple(words.get("marks", ()))
        known = {field.name for field in fields(cls)}
        if unknown := set(words) - known:
            raise ValueError(f"A look has no {', '.join(sorted(unknown))}.")
        look = cls(**words)
        look.check()
        return look

    def check(self) -> None:
        single = {
            "face": FACES, "nose": NOSES, "brows": BROWS, "lips": LIPS, "age": AGES, "build": BUILDS, "style": STYLES,
            "beard": BEARDS, "glasses": GLASSES, "earrings": EARRINGS, "clothes": CLOTHES, "mood": MOODS,
            "pose": POSES, "gaze": ("left", "right"), "light": LIGHTS, "framing": FRAMINGS,
        }  # fmt: skip
        for name, words in single.items():
            if getattr(self, name) not in words:
                raise ValueError(f"No {name} is {getattr(self, name)!r}; there are {', '.join(words)}.")
        for name, words in {"worn": WORN, "marks": MARKS}.items():
            if strange := set(getattr(self, name)) - set(words):
                raise ValueError(f"Nothing in {name} is {', '.join(sorted(strange))}; there are {', '.join(words)}.")
