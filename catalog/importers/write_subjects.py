"""Genres, moods, keywords, collections, countries and languages of an import."""

from dataclasses import dataclass
from typing import Any

from catalog.importers.collect import Collected
from catalog.importers.merge import upsert
from catalog.importers.slugs import slug_of
from catalog.models import Collection, Genre, Keyword, Mood

NAMED: dict[str, tuple[type[Any], str]] = {
    "genre": (Genre, "genres"),
    "mood": (Mood, "moods"),
    "keyword": (Keyword, "keywords"),
    "collection": (Collection, "collection"),
}
LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True)
class Subjects:
    slugs: dict[tuple[str, str], str]
    """(kind, name as titles write it) -> slug."""
    pks: dict[tuple[str, str], int]
    """(kind, slug) -> primary key."""

    def pk(self, kind: str, name: str) -> int:
        return self.pks[kind, self.slug(kind, name)]

    def slug(self, kind: str, name: str) -> str:
        return self.slugs.get((kind, name)) or slug_of(name)[:LONGEST_SLUG]


def write_subjects(found: Collected) -> Subjects:
    subjects = Subjects({(draft.kind, draft.name): key for (_kind, key), draft in found.subjects.items()}, {})
    for kind, (model, field) in NAMED.items():
        _write_named(found, subjects, kind, field)
        subjects.pks.update({(kind, slug): pk for slug, pk in model.objects.values_list("slug", "pk")})
    for kind, field in (("country", "countries"), ("language", "languages")):
        said = [(draft.key, draft.name) for draft in found.subjects.values() if draft.kind == kind]
        table, columns = f"catalog_{kind}", {"code": "text", "name": "text"}
        upsert(table=table, columns=columns, rows=said, key="(code)", update=["name"])
        implied = {(code, code) for draft in found.titles.values() for code in getattr(draft, field)}
        upsert(table=table, columns=columns, rows=implied, key="(code)", update=[])
    return subjects


def _write_named(found: Collected, subjects: Subjects, kind: str, field: str) -> None:
    """Those that have a line of their own may be renamed by it; those only mentioned are made when absent."""
    table, columns = f"catalog_{kind}", {"slug": "text", "name": "text"}
    said = [(draft.key, draft.name, draft.description) for draft in found.subjects.values() if draft.kind == kind]
    implied: dict[str, str] = {}
    for draft in found.titles.values():
        names = getattr(draft, field)
        for name in (names,) if isinstance(names, str) else names:
            if name:
                implied.setdefault(subjects.slug(kind, name), name)
    if kind == "collection":
        columns["description"] = "text"
        upsert(table=table, columns=columns, rows=said, key="(slug)", update=["name", "description"])
        rows: list[Any] = [(slug, name, "") for slug, name in implied.items()]
    else:
        upsert(table=table, columns=columns, rows=[row[:2] for row in said], key="(slug)", update=["name"])
        rows = list(implied.items())
    upsert(table=table, columns=columns, rows=rows, key="(slug)", update=[])
