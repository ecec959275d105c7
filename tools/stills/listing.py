"""Write the table of README.md anew: `python -m tools.stills.listing`."""

from collections import Counter
from pathlib import Path

from PIL import Image

from tools.stills.draw import OUTPUT
from tools.stills.scenes import STILLS

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- stills -->\n", "<!-- end -->\n"


def palette(file: Path, *, count: int = 5) -> list[str]:
    """The colours that cover most of a picture, darkest first."""
    with Image.open(file) as picture:
        few = picture.convert("RGB").resize((160, 90)).quantize(count, Image.Quantize.MEDIANCUT)
    shades = few.getpalette() or []
    used = Counter(few.getdata())
    found = [tuple(shades[3 * index : 3 * index + 3]) for index, _ in used.most_common(count)]
    return ["#{:02x}{:02x}{:02x}".format(*shade) for shade in sorted(found, key=sum)]


def rows() -> list[str]:
    lines = ["| still | what is in it | mood | palette |", "|---|---|---|---|"]
    for name, still in sorted(STILLS.items()):
        file = OUTPUT / f"{name}.avif"
        if file.exists():
            lines.append(f"| `{name}` | {still.shows} | {still.mood} | {' '.join(palette(file))} |")
    return lines


def main() -> None:
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    README.write_text(before + BEGIN + "\n".join(rows()) + "\n" + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
