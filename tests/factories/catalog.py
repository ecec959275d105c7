"""Catalogue rows for tests: every function saves what it returns, visible to everybody unless told otherwise."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import count

from django.core.files.base import ContentFile
from django.utils.text import slugify
from PIL import Image

from catalog.maturity import Maturity
from catalog.models import (
    Artwork,
    ArtworkLabel,
    AvailabilityWindow,
    Caption,
    Chapter,
    Credit,
    CreditRole,
    Episode,
    Frame,
    Genre,
    Keyword,
    LabelKind,
    Mood,
    Person,
    Season,
    Storyboard,
    Title,
    TitleKind,
    VideoKind,
    VideoSource,
)
from catalog.webvtt import timestamp

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
_number = count(1)


def a_genre(name: str = "Drama") -> Genre:
    return Genre.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def a_mood(name: str = "Haunting") -> Mood:
    return Mood.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def a_keyword(name: str = "Lighthouse") -> Keyword:
    return Keyword.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def a_person(name: str = "Mara Oyelaran", **fields: object) -> Person:
    slug = str(fields.pop("slug", f"{slugify(name)}-{next(_number)}"))
    return Person.objects.create(name=name, slug=slug, **fields)


def a_window(
    title: Title, *, country: str = "", starts_at: datetime = ALWAYS, ends_at: datetime | None = None
) -> AvailabilityWindow:
    return AvailabilityWindow.objects.create(title=title, country=country, starts_at=starts_at, ends_at=ends_at)


def a_title(
    name: str = "",
    *,
    maturity: int = Maturity.ALL,
    genres: Sequence[str | Genre] = (),
    moods: Sequence[str | Mood] = (),
    keywords: Sequence[str | Keyword] = (),
    available: bool = True,
    **fields: object,
) -> Title:
    """Save a film that is available everywhere; `available=False` leaves it without any window."""
    number = next(_number)
    name = name or f"Title {number}"
    values = {"slug": f"{slugify(name) or 'title'}-{number}", "added_at": ALWAYS, "runtime_minutes": 100, **fields}
    title = Title.objects.create(name=name, maturity=maturity, **values)
    title.genres.add(*(item if isinstance(item, Genre) else a_genre(item) for item in genres))
    title.moods.add(*(item if isinstance(item, Mood) else a_mood(item) for item in moods))
    title.keywords.add(*(item if isinstance(item, Keyword) else a_keyword(item) for item in keywords))
    if available:
        a_window(title)
    return title


def many_titles(named: Sequence[tuple[str, str]]) -> list[Title]:
    """As `a_title` of each name and genre, with a few statements for all of them: searching is told once."""
    numbers = [next(_number) for _pair in named]
    titles = Title.objects.bulk_create(
        Title(slug=f"{slugify(name)}-{number}", name=name, maturity=Maturity.ALL, added_at=ALWAYS, runtime_minutes=100)
        for number, (name, _genre) in zip(numbers, named, strict=True)
    )
    genres = {genre: a_genre(genre) for _name, genre in named}
    Title.genres.through.objects.bulk_create(
        Title.genres.through(title=title, genre=genres[genre])
        for title, (_name, genre) in zip(titles, named, strict=True)
    )
    AvailabilityWindow.objects.bulk_create(AvailabilityWindow(title=title, starts_at=ALWAYS) for title in titles)
    return titles


def an_episode(title: Title, *, season: int = 1, number: int = 1, **fields: object) -> Episode:
    parent, _made = Season.objects.get_or_create(title=title, number=season)
    values = {"name": f"Episode {number}", "runtime_minutes": 45, **fields}
    return Episode.objects.create(season=parent, number=number, **values)


def a_series(name: str = "", *, episodes: int = 2, **fields: object) -> Title:
    """Save a series with one season."""
    title = a_title(name, kind=TitleKind.SERIES, **fields)  # type: ignore[arg-type]  # Passed on as they came.
    for number in range(1, episodes + 1):
        an_episode(title, number=number)
    return title


def a_credit(
    title: Title, person: Person, *, role: str = CreditRole.ACTOR, character: str = "", billing: int = 0
) -> Credit:
    return Credit.objects.create(title=title, person=person, role=role, character=character, billing=billing)


def a_picture(*, width: int = 64, height: int = 36, colour: str = "#336699", form: str = "PNG") -> bytes:
    """The bytes of a picture of one colour."""
    target = BytesIO()
    Image.new("RGB", (width, height), colour).save(target, form)
    return target.getvalue()


def an_artwork(title: Title, *, key: str = "", kind: str = Artwork.Kind.TILE, **fields: object) -> Artwork:
    key = key or f"scene-{next(_number)}"
    values = {"dominant_colour": "#336699", "alternative_text": f"A picture of {title.name}", **fields}
    image = ContentFile(a_picture(), name=f"{title.slug}-{key}.png")
    return Artwork.objects.create(title=title, key=key, kind=kind, image=image, **values)


def an_artwork_label(
    artwork: Artwork,
    value: str,
    *,
    kind: str = LabelKind.OBJECT,
    person: Person | None = None,
    confidence: float = 1.0,
    recogniser: str = "editor",
) -> ArtworkLabel:
    return ArtworkLabel.objects.create(
        artwork=artwork, kind=kind, value=value, person=person, confidence=confidence, recogniser=recogniser
    )


def a_video(
    title: Title,
    *,
    episode: Episode | None = None,
    kind: str = VideoKind.MAIN,
    content: bytes = b"\x00\x00\x00\x18ftypmp42" + bytes(4096),
    **fields: object,
) -> VideoSource:
    """Save a video whose file is not playable, only readable."""
    values = {"duration_seconds": 60.0, **fields}
    file = ContentFile(content, name=f"{title.slug}.mp4")
    return VideoSource.objects.create(title=title, episode=episode, kind=kind, file=file, **values)


def a_caption(video: VideoSource, *, language: str = "en", label: str = "English") -> Caption:
    text = b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n"
    return Caption.objects.create(
        video=video, language=language, label=label, file=ContentFile(text, name=f"{language}.vtt")
    )


def some_chapters(video: VideoSource, **starts: float) -> None:
    """Save chapters: name -> where it begins, in seconds."""
    Chapter.objects.bulk_create(Chapter(video=video, name=name, starts_seconds=at) for name, at in starts.items())


def a_storyboard(video: VideoSource, *, tiles: int = 4, seconds: float = 5.0) -> Storyboard:
    """Save a sheet of one row, with a tile of 160x90 for every `seconds`."""
    cues = [
        f"{timestamp(k * seconds)} --> {timestamp((k + 1) * seconds)}\nsheet.png#xywh={160 * k},0,160,90\n"
        for k in range(tiles)
    ]
    return Storyboard.objects.create(
        video=video,
        picture=ContentFile(a_picture(width=160 * tiles, height=90), name=f"sheet-{next(_number)}.png"),
        map=ContentFile("\n".join(["WEBVTT\n", *cues]).encode(), name=f"sheet-{next(_number)}.vtt"),
    )


def a_frame(video: VideoSource, *, at_seconds: float = 1.0, width: int = 640, height: int = 360) -> Frame:
    image = ContentFile(a_picture(width=width, height=height), name=f"frame-{next(_number)}.png")
    return Frame.objects.create(video=video, at_seconds=at_seconds, image=image)
