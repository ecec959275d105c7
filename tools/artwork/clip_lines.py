"""Write seed/video.jsonl: a clip for every film and episode of the catalogue: `python -m tools.artwork.clip_lines`.

Run it after titles were added: it needs nothing but Python. Each title gets the demo clip whose genres and moods are
most its own, of those that were made; the one real film has its own.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.artwork.clip_story import Clip, stories

SEED = Path(__file__).parents[2] / "seed"
LABELS = {"en": "English", "de": "Deutsch"}
FIRST_GENRE, OTHER_GENRES, MOOD = 3.0, 1.5, 0.6
OWN = {"big-buck-bunny": 5.31}  # title -> seconds of a clip of its own, which bears its name


def titles() -> Iterator[dict[str, Any]]:
    for file in sorted(SEED.glob("*.jsonl")):
        if file.name != "video.jsonl":
            for text in file.read_text(encoding="utf-8").splitlines():
                line = json.loads(text)
                if line["type"] == "title":
                    yield line


def fitting(title: dict[str, Any], clips: list[Clip]) -> Clip:
    """The clip for a title; those that fit equally well are shared out by the title's id."""

    def fit(clip: Clip) -> float:
        genres = sum(
            FIRST_GENRE if k == 0 else OTHER_GENRES for k, name in enumerate(title["genres"]) if name in clip.genres
        )
        return genres + MOOD * len(set(title["moods"]) & set(clip.moods))

    best = max(fit(clip) for clip in clips)
    equal = [clip for clip in clips if fit(clip) == best]
    return equal[int(hashlib.sha256(title["id"].encode()).hexdigest(), 16) % len(equal)]


def line(title: str, name: str, seconds: float, *, clip: Clip | None, episode: list[int] | None) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "video", "title": title, "kind": "main"}
    if episode:
        found["episode"] = episode
    found |= {"file": f"video/{name}.mp4", "mime_type": "video/mp4", "duration_seconds": seconds, "demo_clip": True}
    if clip:
        found["intro"] = [0, clip.starts[0]]
        found["chapters"] = [{"at": at, "name": chapter} for at, chapter in clip.chapters]
    found["storyboard"] = {"picture": f"video/{name}-sheet.avif", "map": f"video/{name}-sheet.vtt"}
    found["captions"] = [
        {"language": language, "label": label, "file": f"captions/{name}.{language}.vtt",
         "for_deaf_and_hard_of_hearing": True}
        for language, label in LABELS.items()
    ]  # fmt: skip
    return found


def lines() -> Iterator[dict[str, Any]]:
    clips = [clip for clip in stories().values() if (SEED / "video" / f"demo-{clip.key}.mp4").exists()]
    for title in titles():
        key = title["id"]
        if key in OWN:
            yield line(key, key, OWN[key], clip=None, episode=None)
            continue
        clip = fitting(title, clips)
        numbers = [
            [season["number"], episode["number"]]
            for season in title.get("seasons", [])
            for episode in season["episodes"]
        ]
        for episode in numbers or [None]:
            yield line(key, f"demo-{clip.key}", clip.seconds, clip=clip, episode=episode)


def main() -> None:
    written = [json.dumps(found, ensure_ascii=False) for found in lines()]
    (SEED / "video.jsonl").write_text("\n".join(written) + "\n", encoding="utf-8")
    print(f"{len(written)} videos")


if __name__ == "__main__":
    main()
