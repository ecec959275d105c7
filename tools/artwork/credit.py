"""Name in seed/CREDITS.md every silhouette that a picture shows: `python -m tools.artwork.credit`.

Authors that are known by name keep their rows; the others' silhouettes are named in the contributors' row, because the
package of icons does not say who drew which.
"""

import re

from tools.artwork.design import load
from tools.artwork.record import SEED, read_all

CREDITS = SEED / "CREDITS.md"
ROW = re.compile(r"^\| (?P<author>[^|]+) \| (?P<icons>[^|]+) \|$", re.MULTILINE)
LAYER = re.compile(r"['\"](?:icon|relief|scatter) ([a-z0-9-]+)")
CONTRIBUTORS = "contributors to game-icons.net"


def credited(text: str, *, used: set[str]) -> str:
    """The page with each row's icons cut to those in use, and whatever nobody is named for in the contributors' row."""
    rows = {match["author"]: match["icons"].split(", ") for match in ROW.finditer(text) if match["author"] != "author"}
    named = {icon for author, icons in rows.items() if not author.startswith(CONTRIBUTORS) for icon in icons}
    rest = sorted(used - named)

    def line(match: re.Match[str]) -> str:
        author = match["author"]
        if author not in rows:
            return match[0]
        icons = rest if author.startswith(CONTRIBUTORS) else [icon for icon in rows[author] if icon in used]
        return f"| {author} | {', '.join(icons)} |" if icons else ""

    return re.sub(r"\n{3,}", "\n\n", ROW.sub(line, text))


def silhouettes() -> set[str]:
    """All that the pictures show, and that designs ask for which are not drawn yet."""
    shown = {icon for entry in read_all().values() for icon in entry["icons"]}
    texts = [str(design.table) for design in load().values()]
    return shown | {match[1] for text in texts for match in LAYER.finditer(text)}


def main() -> None:
    used = silhouettes()
    CREDITS.write_text(credited(CREDITS.read_text(encoding="utf-8"), used=used), encoding="utf-8")
    print(f"{len(used)} silhouettes")


if __name__ == "__main__":
    main()
