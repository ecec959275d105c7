"""Lines of the exchange format that describe the catalogue: see docs/how-to/import-a-catalogue.md."""

from pathlib import Path
from typing import Any

from django.utils.text import slugify

from catalog.importers.drafts import (
    ArtworkDraft,
    CreditDraft,
    EpisodeDraft,
    PersonDraft,
    SeasonDraft,
    SubjectDraft,
    TitleDraft,
    WindowDraft,
)
from catalog.importers.json_fields import Fields
from catalog.maturity import Maturity

ROLES = ("actor", "director", "writer", "creator", "composer", "narrator")
LABEL_KINDS = {"objects": "object", "moods": "mood", "genres": "genre", "people": "person", "properties": "property"}


def maturity(fields: Fields, *, default: int) -> int:
    value = fields.whole("maturity", least=0, most=18)
    if value is not None and value not in Maturity.values:
        raise ValueError(f"maturity should be one of {', '.join(map(str, Maturity.values))}.")
    return default if value is None else value


def subject(kind: str, fields: Fields) -> SubjectDraft:
    coded = kind in ("country", "language")
    name = fields.text("name", most=80, required=True)
    key = (
        fields.text("code", most=2 if kind == "country" else 12, required=True)
        if coded
        else fields.text("slug", most=80)
    )
    description = fields.text("description") if kind == "collection" else ""
    key = key or slugify(name)
    if not key:
        raise ValueError("slug is missing, and none can be made of the name.")
    if not coded and key != slugify(key):
        raise ValueError("slug should be made of small letters, digits and hyphens.")
    return SubjectDraft(kind=kind, key=key, name=name, description=description)


def title(fields: Fields) -> TitleDraft:
    synopsis = fields.text("synopsis", most=10_000)
    return TitleDraft(
        id=fields.text("id", most=80, required=True),
        name=fields.text("name", most=200, required=True),
        kind=fields.choice("kind", ("film", "series"), default="film"),
        slug=slugify(fields.text("slug", most=150)),
        original_name=fields.text("original_name", most=200),
        tagline=fields.text("tagline", most=200),
        short_synopsis=fields.text("short_synopsis", most=300, default=_beginning(synopsis)),
        synopsis=synopsis,
        attribution=fields.text("attribution", most=300),
        year=fields.whole("year", least=1870, most=2200),
        runtime_minutes=fields.whole("runtime_minutes", least=1, most=3000),
        maturity=maturity(fields, default=Maturity.EIGHTEEN),
        maturity_advice=fields.text("maturity_advice", most=200),
        critics_score=fields.whole("critics_score", least=0, most=100),
        is_published=fields.flag("published", default=True),
        added_at=fields.instant("added_at"),
        collection=fields.text("collection", most=80),
        genres=fields.names("genres"),
        moods=fields.names("moods"),
        keywords=fields.names("keywords"),
        countries=fields.names("countries", most=2),
        languages=fields.names("languages", most=12),
        windows=fields.list_of("availability", _window) if fields.has("availability") else None,
        credits=fields.list_of("credits", _credit),
        seasons=fields.list_of("seasons", _season),
    )


def _beginning(synopsis: str, most: int = 300) -> str:
    if len(synopsis) <= most:
        return synopsis
    sentences = synopsis[:most].rsplit(". ", 1)
    return f"{sentences[0]}." if len(sentences) > 1 else f"{synopsis[: most - 1].rsplit(' ', 1)[0]}…"


def _window(row: Any) -> WindowDraft:
    fields = Fields(row, what="availability")
    starts_at, ends_at = fields.needed_instant("from"), fields.instant("until")
    if ends_at is not None and ends_at <= starts_at:
        raise ValueError("availability ends before it starts.")
    draft = WindowDraft(country=fields.text("country", most=2).upper(), starts_at=starts_at, ends_at=ends_at)
    fields.finish()
    return draft


def _credit(row: Any) -> CreditDraft:
    fields = Fields(row, what="credits")
    billing = fields.whole("billing", least=0, most=10_000)
    draft = CreditDraft(
        person=fields.text("person", most=80, required=True),
        role=fields.choice("role", ROLES),
        character=fields.text("character", most=120),
        billing=-1 if billing is None else billing,
    )
    fields.finish()
    return draft


def _season(row: Any) -> SeasonDraft:
    fields = Fields(row, what="seasons")
    draft = SeasonDraft(
        number=_needed(fields.whole("number", least=0, most=1000), "number"),
        name=fields.text("name", most=120),
        episodes=fields.list_of("episodes", _episode, most=1000),
    )
    fields.finish()
    return draft


def _episode(row: Any) -> EpisodeDraft:
    fields = Fields(row, what="episodes")
    draft = EpisodeDraft(
        number=_needed(fields.whole("number", least=0, most=10_000), "number"),
        name=fields.text("name", most=200, required=True),
        synopsis=fields.text("synopsis", most=5000),
        runtime_minutes=fields.whole("runtime_minutes", least=1, most=3000),
        aired_on=fields.day("aired_on"),
    )
    fields.finish()
    return draft


def _needed(value: Any, name: str) -> Any:
    if value is None:
        raise ValueError(f"{name} is missing.")
    return value


def person(fields: Fields) -> PersonDraft:
    return PersonDraft(
        id=fields.text("id", most=80, required=True),
        name=fields.text("name", most=160, required=True),
        slug=slugify(fields.text("slug", most=150)),
        biography=fields.text("biography", most=10_000),
        born_on=fields.day("born_on"),
    )


def artwork(fields: Fields, beside: Path, at: tuple[str, int]) -> ArtworkDraft:
    colour = fields.text("dominant_colour", most=7)
    if colour and (len(colour) != 7 or colour[0] != "#" or set(colour[1:].lower()) - set("0123456789abcdef")):
        raise ValueError("dominant_colour should look like #b3622d.")
    focal_x, focal_y = fields.pair("focal_point", least=0, most=1) or (0.5, 0.5)
    labels = fields.whole_object("labels")
    found = {kind: labels.list_of(name, _label) for name, kind in LABEL_KINDS.items()}
    labels.finish()
    return ArtworkDraft(
        title=fields.text("title", most=80, required=True),
        kind=fields.choice("kind", ("tile", "poster", "billboard"), default="tile"),
        key=_slug(fields.text("key", most=60, required=True)),
        file=fields.file("file", beside=beside),
        focal_x=focal_x,
        focal_y=focal_y,
        dominant_colour=colour.lower(),
        alternative_text=fields.text("alternative_text", most=300),
        has_lettering=fields.flag("has_lettering", default=True),
        is_active=fields.flag("active", default=True),
        labels=found,
        at=at,
    )


def _slug(text: str) -> str:
    if not slugify(text):
        raise ValueError("key should be made of letters, digits and hyphens.")
    return slugify(text)


def _label(item: Any) -> tuple[str, float]:
    if isinstance(item, str):
        item = {"name": item}
    fields = Fields(item, what="labels")
    name, confidence = fields.text("name", most=80, required=True), fields.number("confidence", least=0, most=1)
    fields.finish()
    return name, 1.0 if confidence is None else confidence
