"""Addresses for imported rows: once given, kept; never given twice."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import models
from django.utils.text import slugify

LONGEST_SLUG = 150


def slug_of(name: str) -> str:
    """A slug of the name; where it has no Latin letters, one made of its checksum."""
    return slugify(name)[:LONGEST_SLUG].strip("-") or f"x{sha256(name.encode()).hexdigest()[:10]}"


@dataclass(slots=True)
class Slugs:
    kept: dict[str, str]
    taken: set[str]

    @classmethod
    def of(cls, model: type[models.Model], source: str) -> "Slugs":
        rows: Any = model._default_manager
        return cls(
            kept=dict(rows.filter(source=source).values_list("source_id", "slug")),
            taken=set(rows.values_list("slug", flat=True)),
        )

    def slug(self, source_id: str, wanted: str) -> str:
        if source_id in self.kept:
            return self.kept[source_id]
        first = slug = slug_of(wanted)
        number = 1
        while slug in self.taken:
            number += 1
            slug = f"{first}-{number}"
        self.taken.add(slug)
        self.kept[source_id] = slug
        return slug
