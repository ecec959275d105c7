"""Write down what the demo's own people have watched: `python -m tools.demo_viewers` writes seed/viewers.jsonl.

Every title is picked by hand, so that each page is strikingly its own; only days and hours are worked out here, the
same for the same picks. What somebody could not have seen (above the ceiling, before it came) is refused.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

SEED = Path(__file__).parents[1] / "seed"
AS_OF = datetime(2026, 11, 23, tzinfo=UTC)
DAYS = 55
PASSWORD = "marquee-demo"  # Told at every start.
DOWN, UP, TWO_UP, SILENT = "down", "up", "two_up", ""
Line = dict[str, Any]


class Watched(NamedTuple):
    """`episodes` were seen to the end; `share` is how far the film, or the episode after those, was watched."""

    title: str
    thumb: str = SILENT
    episodes: int = 0
    share: float = 1.0


class Person(NamedTuple):
    id: str
    household: str
    avatar: str
    ceiling: int
    hour: int
    """When they usually sit down."""
    watched: tuple[Watched, ...] = ()
    """From eight weeks ago to now."""
    listed: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    pin: str = ""


HOUSEHOLDS = {"demo": "demo", "family": "family", "office": "admin"}
MIRA = Person(
    "mira", "demo", "rose", 18, 20,
    (
        Watched("between-four-and-five", TWO_UP), Watched("borrowed-moon", TWO_UP), Watched("corner-table", TWO_UP, 5, 0.55),
        Watched("morning-ferry", UP), Watched("mossgrave", DOWN, 0, 0.07), Watched("noon-ferry", TWO_UP),
        Watched("two-spoons-for-trieste", TWO_UP), Watched("half-a-bakery", TWO_UP), Watched("lighthouse-accountant", UP),
        Watched("ninety-words-a-minute", UP, 4), Watched("yellow-days-green-days", TWO_UP),
        Watched("handle-with-violence", DOWN, 0, 0.05), Watched("sing-it-to-the-boats", UP), Watched("third-floor-landing", UP, 2),
        Watched("antenna-hill", UP), Watched("glasshouse-equation", SILENT, 0, 0.62),
        Watched("complaints-department", UP, 2, 0.4),
    ),
    ("velvet-static", "clockmaker-of-ulan-street", "evening-ferry", "seats-for-the-grooms-side", "stage-six"),
    ("harvest-of-owls", "king-until-harvest"),
)  # fmt: skip
THEO = Person(
    "theo", "demo", "comet", 18, 21,
    (
        Watched("nine-minutes-to-varna", TWO_UP), Watched("blue-perihelion", TWO_UP), Watched("slack-water", TWO_UP, 5, 0.4),
        Watched("hoistway", UP), Watched("two-spoons-for-trieste", DOWN, 0, 0.12), Watched("goods-in-transit", TWO_UP, 5),
        Watched("velvet-static", UP), Watched("quiet-division", UP, 2, 0.75), Watched("length-of-noon", TWO_UP),
        Watched("understudies-for-mars", UP), Watched("orbital-mechanics", UP, 3), Watched("peat", UP, 3),
        Watched("night-bus-tales", DOWN, 0, 0.3), Watched("always-evening", TWO_UP, 1, 0.5), Watched("eleven-stations", UP),
        Watched("low-tide-casino", UP), Watched("hour-nobody-kept", TWO_UP, 1, 0.35),
    ),
    ("misprint", "snow-ambassador", "glasshouse-equation", "fishwives", "tow-fee", "forty-tonnes"),
    ("complaints-department", "captain-marzipan"),
)  # fmt: skip
PIP = Person(
    "pip", "demo", "balloon", 7, 16,
    (
        Watched("captain-marzipan", TWO_UP), Watched("thunder-fox", TWO_UP), Watched("hedgehog-night-bus", TWO_UP),
        Watched("night-bus-tales", TWO_UP, 7), Watched("weather-cupboard", UP), Watched("little-planet-post", TWO_UP, 6, 0.5),
        Watched("knight-in-two-parts", UP), Watched("tomorrows-bread", DOWN, 0, 0.08), Watched("last-stop-snow", UP),
        Watched("captain-marzipan"), Watched("hippo-on-the-ring-road", UP), Watched("teacup-giants", TWO_UP, 4, 0.3),
        Watched("bureau-of-minor-gods", UP, 3), Watched("clockmaker-of-ulan-street", SILENT, 0, 0.35),
        Watched("snail-derby", TWO_UP),
    ),
    ("moth-in-the-library", "beekeepers-orchestra", "grandad-is-in-the-group-chat", "belly-first"),
    ("two-speakers-not-speaking",),
)  # fmt: skip
NELL = Person("nell", "demo", "door", 18, 20)
IDA = Person(
    "ida", "family", "leaf", 18, 20,
    (
        Watched("dust-has-no-passport", TWO_UP), Watched("what-the-whale-heard", TWO_UP, 2, 0.6),
        Watched("beekeepers-orchestra", UP), Watched("excellent-forgeries", TWO_UP, 5), Watched("pepper-caravan", UP, 4),
        Watched("captain-marzipan", DOWN, 0, 0.1), Watched("two-speakers-not-speaking", TWO_UP),
        Watched("neighbours-of-fire", UP, 4), Watched("ship-that-mends-the-internet", UP),
        Watched("other-half-of-the-day", TWO_UP, 3), Watched("tomorrows-bread", TWO_UP), Watched("kilometre-1604-plays-white", UP),
        Watched("kilometres-of-rain", TWO_UP), Watched("salt-cartographer", UP), Watched("wet-ink", UP, 2),
        Watched("snow-ambassador", SILENT, 0, 0.3), Watched("whoever-has-our-moon", UP, 2, 0.5),
    ),
    ("hippo-on-the-ring-road", "ice-for-calcutta", "eleven-men-and-a-piano", "yellow-days-green-days", "borrowed-moon"),
    ("cold-lantern-bay", "twelve-storeys"),
)  # fmt: skip
RUTH = Person(
    "ruth", "family", "owl", 18, 22,
    (
        Watched("mossgrave", TWO_UP, 3, 0.82), Watched("firn", TWO_UP), Watched("cold-lantern-bay", TWO_UP),
        Watched("ward-nine-sleeps", TWO_UP, 5), Watched("seven-masks", UP), Watched("knife-for-madame-quill", UP),
        Watched("thornless-crown", UP, 3), Watched("checkout-is-at-noon", UP), Watched("belly-first", DOWN, 0, 0.06),
        Watched("harvest-of-owls", TWO_UP), Watched("campfire-regulations", UP, 4), Watched("sleepwalkers-union", TWO_UP),
        Watched("slack-water", SILENT, 1, 0.6), Watched("autopsy-of-a-piano", UP), Watched("peat", UP, 2),
        Watched("low-tide-casino", SILENT, 0, 0.4), Watched("twelve-storeys", TWO_UP),
    ),
    ("king-until-harvest", "hour-nobody-kept", "insomnia-zoo", "last-ferry-takes-no-dogs"),
    ("captain-marzipan", "complaints-department"),
    pin="2468",
)  # fmt: skip
JUNO = Person(
    "juno", "family", "robot", 13, 17,
    (
        Watched("river-keeps-its-word", TWO_UP), Watched("kraken-clause", TWO_UP), Watched("athletic-nowhere", TWO_UP, 6),
        Watched("sister-cassette", TWO_UP, 4), Watched("moth-in-the-library", UP), Watched("tow-fee", TWO_UP),
        Watched("drift-and-daughters", TWO_UP, 5), Watched("between-four-and-five", DOWN, 0, 0.08),
        Watched("encore-for-a-broken-amplifier", UP), Watched("bureau-of-minor-gods", UP, 4), Watched("sand-in-both-ears", UP),
        Watched("sword-soup-sleep", UP), Watched("kind-regards-earth", UP, 2, 0.5), Watched("campfire-regulations", SILENT, 2, 0.6),
        Watched("snail-derby", UP), Watched("nine-arches", TWO_UP),
    ),
    ("understudies-for-mars", "blue-perihelion", "ostrich-drive", "four-part-prison", "clockmaker-of-ulan-street"),
    ("ninety-words-a-minute", "snow-ambassador"),
)  # fmt: skip
OTTO = Person(
    "otto", "office", "cactus", 18, 21,
    (
        Watched("left-ajar", TWO_UP), Watched("rope-for-sunday", TWO_UP), Watched("nobody-orders-the-eel", TWO_UP),
        Watched("perdition-wells", TWO_UP, 6), Watched("soft-close", TWO_UP), Watched("teacup-giants", DOWN, 0, 0.05),
        Watched("wire-country", UP), Watched("obituary-desk", UP, 4), Watched("coffin-for-the-tax-collector", UP),
        Watched("no-spare-key", TWO_UP), Watched("ostrich-drive", UP), Watched("fishwives", UP, 3),
        Watched("divorce-medium-rare", UP), Watched("any-other-business", TWO_UP, 3, 0.5), Watched("always-evening", UP, 2),
        Watched("handle-with-violence", SILENT, 1, 0.4), Watched("kettle-of-hawks", UP),
    ),
    ("bride-counts-the-exits", "middle-management-of-the-dead", "standing-count", "knife-for-madame-quill"),
    ("borrowed-moon", "moth-in-the-library"),
)  # fmt: skip
PEOPLE = (MIRA, THEO, PIP, NELL, IDA, RUTH, JUNO, OTTO)


def titles_of(folder: Path) -> dict[str, Line]:
    files = sorted(folder.glob("catalogue*.jsonl"))
    lines = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return {line["id"]: line for line in lines if line["type"] == "title"}


def instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def plays_of(person: Person, seen: Watched, title: Line, first: datetime) -> list[Line]:
    """The film, or an episode a day; what was begun last ends where it was left."""
    episodes = [(s["number"], e["number"], e.get("runtime_minutes"))
                for s in title.get("seasons", []) for e in s["episodes"]]  # fmt: skip
    parts: list[tuple[tuple[int, int, int | None] | None, float]] = [(None, seen.share)]
    if episodes:
        parts = [(episode, 1.0) for episode in episodes[: seen.episodes]]
        if seen.share < 1.0:
            parts.append((episodes[seen.episodes], seen.share))
    lines = []
    for number, (part, share) in enumerate(parts):
        seconds = 60 * ((part[2] if part else None) or title["runtime_minutes"])
        begun = first + timedelta(days=number / 2 if len(parts) > 4 else number)
        line = {
            "type": "play", "viewer": person.id, "title": seen.title, "position_seconds": round(seconds * share),
            "duration_seconds": seconds, "completed": share >= 1.0, "started_at": instant(begun),
            "at": instant(begun + timedelta(seconds=round(seconds * share))),
        }  # fmt: skip
        lines.append(line | {"episode": list(part[:2])} if part else line)
    return lines


def history_of(person: Person, titles: dict[str, Line]) -> list[Line]:
    """In the order of the picks, over eight weeks; nothing before its title came."""
    lines, count = [], len(person.watched)
    for number, seen in enumerate(person.watched):
        title = titles[seen.title]
        if title["maturity"] > person.ceiling:
            raise ValueError(f"{seen.title} is not for {person.id}.")
        first = AS_OF - timedelta(days=DAYS - (DAYS - 2) * number / count)
        first = first.replace(hour=person.hour, minute=(17 * number) % 50, second=0, microsecond=0)
        length = max(1, seen.episodes + (seen.share < 1.0))
        first = min(first, AS_OF - timedelta(days=length + 0.1) + timedelta(hours=person.hour - 18))
        came = datetime.fromisoformat(title["added_at"])
        if first < came:
            first = (came + timedelta(days=1)).replace(hour=person.hour)
        plays = plays_of(person, seen, title, first)
        if datetime.fromisoformat(plays[-1]["at"]) >= AS_OF:
            raise ValueError(f"{person.id} has no time left for {seen.title}.")
        lines += plays
        if seen.thumb:
            lines.append({"type": "rating", "viewer": person.id, "title": seen.title, "thumb": seen.thumb,
                          "at": instant(datetime.fromisoformat(plays[-1]["at"]) + timedelta(minutes=2))})  # fmt: skip
    for kind, names in (("list", person.listed), ("hidden", person.hidden)):
        for number, name in enumerate(names):
            came = datetime.fromisoformat(titles[name]["added_at"])
            at = max(AS_OF - timedelta(days=20 - 3 * number, hours=4), came + timedelta(hours=15))
            lines.append({"type": kind, "viewer": person.id, "title": name, "at": instant(at)})
    return lines


def main() -> None:
    titles = titles_of(SEED)
    lines: list[Line] = [
        {"type": "household", "id": key, "email": f"{name}@marquee.example", "password": PASSWORD}
        | ({"staff": True} if key == "office" else {})
        for key, name in HOUSEHOLDS.items()
    ]
    for person in PEOPLE:
        viewer = {
            "type": "viewer", "id": person.id, "name": person.id.capitalize(), "avatar": person.avatar,
            "kids": person.ceiling < 10, "maturity": person.ceiling, "country": "GB", "language": "en",
            "simulated": True, "household": person.household,
        }  # fmt: skip
        lines += [viewer | ({"pin": person.pin} if person.pin else {}), *history_of(person, titles)]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (SEED / "viewers.jsonl").write_text(text, encoding="utf-8")
    for person in PEOPLE:
        print(f"{person.id}: {sum(line.get('viewer') == person.id for line in lines)} lines")


if __name__ == "__main__":
    main()
