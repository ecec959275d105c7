"""What an importer reads out of its format: frozen drafts, in the words of the source, checked but not yet stored.

Ids are the source's own texts. `RatingDraft` is a tuple and not a dataclass: there are tens of millions of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from catalog.maturity import Maturity


class RowError(NamedTuple):
    """A row that cannot be used, and why, in a sentence."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        # What only shows when all lines have been read belongs to none of them.
        return f"{self.file}, line {self.line}: {self.sentence}" if self.line else f"{self.file}: {self.sentence}"


class InFile(NamedTuple):
    """From here on, drafts are from this file."""

    name: str


class UnreadableFile(Exception):
    """The file as a whole cannot be used; the message is a sentence for the person who asked for the import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectDraft:
    """A genre, mood, keyword, collection, country or language; `key` is its slug or code."""

    kind: str
    key: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowDraft:
    country: str = ""
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditDraft:
    person: str
    role: str
    character: str = ""
    billing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeDraft:
    number: int
    name: str
    synopsis: str = ""
    runtime_minutes: int | None = None
    aired_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonDraft:
    number: int
    name: str = ""
    episodes: tuple[EpisodeDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleDraft:
    """`windows` of None means everywhere from always; `added_at` of None leaves it to the first rating."""

    id: str
    name: str
    kind: str = "film"
    slug: str = ""
    original_name: str = ""
    tagline: str = ""
    short_synopsis: str = ""
    synopsis: str = ""
    attribution: str = ""
    year: int | None = None
    runtime_minutes: int | None = None
    maturity: int = Maturity.EIGHTEEN
    maturity_advice: str = ""
    critics_score: int | None = None
    is_published: bool = True
    added_at: datetime | None = None
    collection: str = ""
    genres: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    windows: tuple[WindowDraft, ...] | None = None
    credits: tuple[CreditDraft, ...] = ()
    seasons: tuple[SeasonDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    id: str
    name: str
    slug: str = ""
    biography: str = ""
    born_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtworkDraft:
    title: str
    kind: str
    key: str
    file: Path
    focal_x: float = 0.5
    focal_y: float = 0.5
    dominant_colour: str = ""
    alternative_text: str = ""
    has_lettering: bool = True
    is_active: bool = True
    labels: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    """Label kind -> (name or person id, confidence)."""
    at: tuple[str, int] = ("", 0)
    """File and line, for errors that show only when the picture is opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionDraft:
    language: str
    label: str
    file: Path
    is_for_deaf_and_hard_of_hearing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterDraft:
    starts_seconds: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryboardDraft:
    """A sheet of small pictures, and the WebVTT that maps instants to parts of it."""

    picture: Path
    map: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoDraft:
    title: str
    kind: str
    file: Path
    duration_seconds: float
    episode: tuple[int, int] | None = None
    mime_type: str = "video/mp4"
    is_demo_clip: bool = False
    intro: tuple[float, float] | None = None
    captions: tuple[CaptionDraft, ...] = ()
    chapters: tuple[ChapterDraft, ...] = ()
    storyboard: StoryboardDraft | None = None
    at: tuple[str, int] = ("", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDraft:
    id: str
    email: str
    password: str
    is_staff: bool = False
    at: tuple[str, int] = ("", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewerDraft:
    id: str
    name: str
    avatar: str = "lamp"
    is_kids: bool = False
    ceiling: int = Maturity.EIGHTEEN
    country: str = ""
    language: str = "en"
    is_simulated: bool = False
    household: str = ""
    pin: str = ""
    at: tuple[str, int] = ("", 0)


class RatingDraft(NamedTuple):
    """Stars from 0.5 to 5, and when, in seconds since 1970; `line` is where it was read."""

    viewer: str
    title: str
    value: float
    at: int
    line: int


SCREENS = ("phone", "tablet", "laptop", "tv")
"""What a play may have been watched on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayDraft:
    viewer: str
    title: str
    episode: tuple[int, int] | None
    position_seconds: float
    duration_seconds: float
    watched_seconds: float
    completed: bool
    started_at: datetime
    at: datetime
    line: int
    device: str = ""
    """The kind of screen; empty where nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDraft:
    """A title put on My List, or (`is_hidden`) hidden."""

    viewer: str
    title: str
    at: datetime
    line: int
    is_hidden: bool = False


CatalogueDraft = InFile | SubjectDraft | TitleDraft | PersonDraft | ArtworkDraft | VideoDraft
HistoryDraft = InFile | HouseholdDraft | ViewerDraft | RatingDraft | PlayDraft | ListDraft


Draft = CatalogueDraft | HistoryDraft
