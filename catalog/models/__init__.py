"""The nouns of the catalogue, by name."""

from catalog.models.artwork import Artwork, ArtworkLabel, LabelKind
from catalog.models.episode import Episode, Season
from catalog.models.frame import Frame, FrameLabel
from catalog.models.person import Credit, CreditRole, Person
from catalog.models.stamp import CatalogueStamp
from catalog.models.subject import Collection, Country, Genre, Keyword, Language, Mood
from catalog.models.title import AvailabilityWindow, Title, TitleKind, TitleQuerySet
from catalog.models.video import Caption, Chapter, Storyboard, VideoKind, VideoSource

__all__ = [
    "Artwork",
    "ArtworkLabel",
    "AvailabilityWindow",
    "Caption",
    "CatalogueStamp",
    "Chapter",
    "Collection",
    "Country",
    "Credit",
    "CreditRole",
    "Episode",
    "Frame",
    "FrameLabel",
    "Genre",
    "Keyword",
    "LabelKind",
    "Language",
    "Mood",
    "Person",
    "Season",
    "Storyboard",
    "Title",
    "TitleKind",
    "TitleQuerySet",
    "VideoKind",
    "VideoSource",
]
