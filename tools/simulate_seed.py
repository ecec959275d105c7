"""Invent the seed's simulated viewers and what they did: `python -m tools.simulate_seed` writes seed/simulated.jsonl.

Each viewer has a latent taste over genres and moods, most of it from one of a few temperaments, and rhythms of the day.
Deterministic: the same catalogue gives the same file. Everything in it is labelled as simulated.
"""

import json
import math
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

SEED = Path(__file__).parents[1] / "seed"
AS_OF = datetime(2026, 11, 23, tzinfo=UTC)
DAYS, VIEWERS = 60, 150
NAMES = [
    "Ada",
    "Bilal",
    "Chiara",
    "Dimitri",
    "Elif",
    "Femi",
    "Greta",
    "Hana",
    "Ivo",
    "Jamila",
    "Kenji",
    "Lucia",
    "Moussa",
    "Nils",
    "Olga",
    "Paulo",
    "Qadira",
    "Rui",
    "Sanna",
    "Tariq",
    "Una",
    "Viktor",
    "Wanda",
    "Xenia",
    "Yara",
    "Zoran",
    "Aiko",
    "Bruna",
    "Cato",
    "Dalia",
    "Emeka",
    "Frida",
    "Goncalo",
    "Hedda",
    "Imran",
    "Jadwiga",
    "Karim",
    "Liv",
    "Marko",
    "Nadia",
]
TEMPERAMENTS: dict[str, dict[str, float]] = {
    "romantic": {"Romance": 1.6, "Music": 0.7, "Drama": 0.5, "Comedy": 0.5, "Tender": 0.6, "Bittersweet": 0.6, "Horror": -1.6, "Crime": -0.7},
    "thrill": {"Thriller": 1.4, "Crime": 1.1, "Mystery": 0.6, "Tense": 0.6, "Suspenseful": 0.6, "Dark": 0.4, "Family": -1.4, "Playful": -0.5},
    "stars": {"Science fiction": 1.7, "Fantasy": 0.8, "Adventure": 0.5, "Epic": 0.5, "Dreamlike": 0.3, "Romance": -0.8, "History": -0.4},
    "young": {"Family": 1.8, "Adventure": 0.8, "Comedy": 0.6, "Playful": 0.8, "Warm": 0.4, "Horror": -2.2, "Slow-burn": -0.9, "Dark": -1.2},
    "real": {"Documentary": 1.9, "History": 1.1, "Music": 0.6, "Thoughtful": 0.7, "Hopeful": 0.3, "Fantasy": -1.0, "Horror": -1.1},
    "night": {"Horror": 2.0, "Mystery": 0.9, "Thriller": 0.6, "Eerie": 0.8, "Haunting": 0.7, "Romance": -0.9, "Family": -1.3},
    "light": {"Comedy": 1.6, "Romance": 0.5, "Witty": 0.9, "Cosy": 0.7, "Warm": 0.5, "Dark": -0.9, "Slow-burn": -0.7},
}  # fmt: skip
HOURS = {"young": (7, 18), "night": (21, 25)}

Line = dict[str, Any]


def titles_of(path: Path) -> list[Line]:
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line["type"] == "title"]


def taste_of(temperament: str, *, rng: random.Random) -> dict[str, float]:
    """The temperament, a second one at a third of its strength, and something of one's own."""
    taste = dict(TEMPERAMENTS[temperament])
    for name, weight in TEMPERAMENTS[rng.choice(sorted(TEMPERAMENTS))].items():
        taste[name] = taste.get(name, 0.0) + 0.33 * weight
    return {name: weight + rng.gauss(0, 0.25) for name, weight in taste.items()}


def liking(taste: dict[str, float], title: Line, *, rng: random.Random) -> float:
    """How much this viewer will enjoy it: taste, how good it is, and the evening it was watched."""
    subjects = [*title["genres"], *title["moods"]]
    return sum(taste.get(name, 0.0) for name in subjects) / 1.7 + (title["critics_score"] - 83) / 9 + rng.gauss(0, 0.55)


def chosen(taste: dict[str, float], titles: list[Line], *, count: int, rng: random.Random) -> list[Line]:
    """What the viewer presses Play on: popular or promising; drawn without replacement (Gumbel)."""

    def pull(title: Line) -> float:
        popularity = (title["critics_score"] - 75) / 14 + (0.5 if title["kind"] == "series" else 0.0)
        return 0.8 * liking(taste, title, rng=rng) + popularity - math.log(-math.log(rng.uniform(0.001, 0.999)))

    return sorted(titles, key=pull, reverse=True)[:count]


def moment(temperament: str, *, rng: random.Random) -> datetime:
    first, last = HOURS.get(temperament, (17, 23))
    day = DAYS * rng.random() ** 1.25
    start = AS_OF - timedelta(days=math.ceil(day) + 1)
    return start + timedelta(hours=rng.uniform(first, last) % 24, minutes=rng.randrange(60))


def instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def watching(viewer: str, title: Line, *, joy: float, begun: datetime, rng: random.Random) -> list[Line]:
    """Plays of a film, or of as many episodes as were fun."""
    if title["kind"] == "film":
        things: list[list[int] | None] = [None]
    else:
        episodes = [
            [season["number"], episode["number"]] for season in title["seasons"] for episode in season["episodes"]
        ]
        things = [*episodes[: max(1, round(len(episodes) * min(1.0, 0.28 + 0.22 * joy)))]]
    lines = []
    for number, episode in enumerate(things):
        seconds = title["runtime_minutes"] * 60
        stays = rng.random() < 1 / (1 + math.exp(-1.6 * (joy + 0.7)))
        share = rng.uniform(0.96, 1.0) if stays else rng.uniform(0.04, 0.6)
        started = min(begun + timedelta(hours=number * 26), AS_OF - timedelta(hours=5))
        line = {
            "type": "play", "viewer": viewer, "title": title["id"], "position_seconds": round(seconds * share),
            "duration_seconds": seconds, "completed": stays, "started_at": instant(started),
            "at": instant(started + timedelta(seconds=seconds * share)),
        }  # fmt: skip
        lines.append(line | {"episode": episode} if episode else line)
        if not stays:
            break
    return lines


def opinion(viewer: str, title: Line, *, joy: float, at: str, rng: random.Random) -> list[Line]:
    """People rate what moved them, either way."""
    if rng.random() > 0.5 + 0.13 * abs(joy):
        return []
    value = max(1.0, min(5.0, round(2 * (2.6 + 0.75 * joy)) / 2))
    return [{"type": "rating", "viewer": viewer, "title": title["id"], "value": value, "at": at}]


def life_of(number: int, titles: list[Line], *, rng: random.Random) -> list[Line]:
    temperament = sorted(TEMPERAMENTS)[number % len(TEMPERAMENTS)]
    viewer, taste = f"simulated-{number:03d}", taste_of(temperament, rng=rng)
    ceiling = 10 if temperament == "young" else 18
    lines: list[Line] = [
        {
            "type": "viewer", "id": viewer, "name": f"{NAMES[number % len(NAMES)]} {number:03d}", "kids": temperament == "young",
            "maturity": ceiling, "country": rng.choice(["GB", "DE", "FR", "IN", "BR", "NG"]), "language": "en", "simulated": True,
        }
    ]  # fmt: skip
    allowed = [title for title in titles if title["maturity"] <= ceiling]
    for title in chosen(taste, allowed, count=min(len(allowed) - 2, rng.randint(8, 20)), rng=rng):
        joy, begun = liking(taste, title, rng=rng), moment(temperament, rng=rng)
        plays = watching(viewer, title, joy=joy, begun=begun, rng=rng)
        lines += plays + opinion(viewer, title, joy=joy, at=plays[-1]["at"], rng=rng)
    return lines


def main() -> None:
    rng = random.Random(20261123)
    titles = titles_of(SEED / "catalogue.jsonl")
    lines = [line for number in range(1, VIEWERS + 1) for line in life_of(number, titles, rng=rng)]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (SEED / "simulated.jsonl").write_text(text, encoding="utf-8")
    print(f"{VIEWERS} viewers, {len(lines) - VIEWERS} ratings and plays")


if __name__ == "__main__":
    main()
