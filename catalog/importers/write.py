"""Titles, people and what they are filed under, from drafts into the catalogue; a second time changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from catalog.importers.collect import Collected, RowErrors
from catalog.importers.drafts import RowError, TitleDraft
from catalog.importers.merge import Merged, copy_rows, replace_children, staged, upsert
from catalog.importers.slugs import Slugs
from catalog.importers.write_subjects import Subjects, write_subjects
from catalog.models import Person, Title

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
"""From when imported titles may be watched, where the source does not say."""

BY_SOURCE = "(source, source_id) WHERE NOT source = ''"
TITLE_COLUMNS = {
    "kind": "text", "slug": "text", "name": "text", "original_name": "text", "tagline": "text",
    "short_synopsis": "text", "synopsis": "text", "attribution": "text", "year": "int", "runtime_minutes": "int",
    "maturity": "int",
    "maturity_advice": "text", "critics_score": "int", "is_published": "bool", "added_at": "timestamptz",
    "collection_id": "bigint", "source": "text", "source_id": "text", "search_text": "text",
}  # fmt: skip
PERSON_COLUMNS = {
    "slug": "text", "name": "text", "biography": "text", "born_on": "date", "source": "text", "source_id": "text",
    "search_text": "text",
}  # fmt: skip
NEVER_CHANGED = ("slug", "source", "source_id", "search_text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of it: counts by kind, primary keys by source id, and the titles that are still to be dated."""

    counts: dict[str, Merged]
    titles: dict[str, int]
    people: dict[str, int]
    subjects: Subjects
    undated: set[int]


def write_catalogue(*, found: Collected, source: str, now: datetime, errors: RowErrors) -> Written:
    """Write all but pictures and videos; call it in a transaction."""
    subjects = write_subjects(found)
    counts = {"people": _write_people(found, source), "titles": _write_titles(found, source, subjects, now)}
    titles = _ids(Title.objects.filter(source=source).values_list("source_id", "pk"))
    people = _ids(Person.objects.filter(source=source).values_list("source_id", "pk"))
    owners = [titles[key] for key in found.titles]
    counts["subjects of titles"] = _write_links(found, titles, subjects, owners)
    counts["availability windows"] = replace_children(
        table="catalog_availabilitywindow",
        owner="title_id",
        owners=owners,
        columns={"title_id": "bigint", "country": "text", "starts_at": "timestamptz", "ends_at": "timestamptz"},
        rows=_windows(found, titles),
    )
    counts["credits"] = replace_children(
        table="catalog_credit",
        owner="title_id",
        owners=owners,
        columns={"title_id": "bigint", "person_id": "bigint", "role": "text", "character": "text", "billing": "int"},
        rows=_credits(found, titles, people, errors),
    )
    counts["episodes"] = _write_episodes(found, titles)
    undated = {titles[key] for key, draft in found.titles.items() if draft.added_at is None}
    return Written(counts=counts, titles=titles, people=people, subjects=subjects, undated=undated)


def _ids(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    return dict(pairs)


def _write_people(found: Collected, source: str) -> Merged:
    slugs = Slugs.of(Person, source)
    return upsert(
        table="catalog_person",
        columns=PERSON_COLUMNS,
        key=BY_SOURCE,
        update=[column for column in PERSON_COLUMNS if column not in NEVER_CHANGED],
        rows=(
            (slugs.slug(key, draft.slug or draft.name), draft.name, draft.biography, draft.born_on, source, key, "")
            for key, draft in found.people.items()
        ),
    )


def _write_titles(found: Collected, source: str, subjects: Subjects, now: datetime) -> Merged:
    slugs = Slugs.of(Title, source)
    dated = dict(Title.objects.filter(source=source).values_list("source_id", "added_at"))

    def row(draft: TitleDraft) -> tuple[object, ...]:
        wanted = draft.slug or f"{draft.name} {draft.year or ''}"
        return (
            draft.kind, slugs.slug(draft.id, wanted), draft.name, draft.original_name, draft.tagline,
            draft.short_synopsis, draft.synopsis, draft.attribution, draft.year, draft.runtime_minutes, draft.maturity,
            draft.maturity_advice, draft.critics_score, draft.is_published,
            draft.added_at or dated.get(draft.id, now),
            subjects.pk("collection", draft.collection) if draft.collection else None, source, draft.id, "",
        )  # fmt: skip

    return upsert(
        table="catalog_title",
        columns=TITLE_COLUMNS,
        key=BY_SOURCE,
        update=[column for column in TITLE_COLUMNS if column not in NEVER_CHANGED],
        rows=map(row, found.titles.values()),
    )


def _write_links(found: Collected, titles: dict[str, int], subjects: Subjects, owners: list[int]) -> Merged:
    done = Merged()
    for kind, field in (("genre", "genres"), ("mood", "moods"), ("keyword", "keywords")):
        done += replace_children(
            table=f"catalog_title_{field}",
            owner="title_id",
            owners=owners,
            columns={"title_id": "bigint", f"{kind}_id": "bigint"},
            rows={
                (titles[key], subjects.pk(kind, name))
                for key, draft in found.titles.items()
                for name in getattr(draft, field)
            },
        )
    for kind, field in (("country", "countries"), ("language", "languages")):
        done += replace_children(
            table=f"catalog_title_{field}",
            owner="title_id",
            owners=owners,
            columns={"title_id": "bigint", f"{kind}_id": "text"},
            rows={(titles[key], code) for key, draft in found.titles.items() for code in getattr(draft, field)},
        )
    return done


def _windows(found: Collected, titles: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for key, draft in found.titles.items():
        if draft.windows is None:
            yield titles[key], "", ALWAYS, None
        for window in draft.windows or ():
            yield titles[key], window.country, window.starts_at, window.ends_at


def _credits(
    found: Collected, titles: dict[str, int], people: dict[str, int], errors: RowErrors
) -> list[tuple[object, ...]]:
    rows: dict[tuple[int, int, str, str], int] = {}
    for key, draft in found.titles.items():
        for position, credit in enumerate(draft.credits):
            if credit.person not in people:
                words = f"It credits {credit.person!r}, and there is no person line with that id."
                errors.add(RowError(f"title {key}", 0, words))
                continue
            billing = position if credit.billing < 0 else credit.billing
            rows.setdefault((titles[key], people[credit.person], credit.role, credit.character), billing)
    return [(*part, billing) for part, billing in rows.items()]


def _write_episodes(found: Collected, titles: dict[str, int]) -> Merged:
    drafts = [(titles[key], season) for key, draft in found.titles.items() for season in draft.seasons]
    upsert(
        table="catalog_season",
        columns={"title_id": "bigint", "number": "int", "name": "text"},
        rows=((title, season.number, season.name) for title, season in drafts),
        key="(title_id, number)",
        update=["name"],
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title_id, number, id FROM catalog_season WHERE title_id = ANY(%s)", [[title for title, _ in drafts]]
        )
        seasons = {(title, number): pk for title, number, pk in cursor.fetchall()}
    columns = {"season_id": "bigint", "number": "int", "name": "text", "synopsis": "text",
               "runtime_minutes": "int", "aired_on": "date"}  # fmt: skip
    return upsert(
        table="catalog_episode",
        columns=columns,
        rows=(
            (seasons[title, season.number], one.number, one.name, one.synopsis, one.runtime_minutes, one.aired_on)
            for title, season in drafts
            for one in season.episodes
        ),
        key="(season_id, number)",
        update=["name", "synopsis", "runtime_minutes", "aired_on"],
    )


def date_titles(*, first_seen: dict[int, datetime]) -> int:
    """Let titles that came without a date have come when they were first rated; returns how many that changes."""
    with staged("dated_titles", {"id": "bigint", "added_at": "timestamptz"}), connection.cursor() as cursor:
        copy_rows("dated_titles", ("id", "added_at"), first_seen.items())
        cursor.execute(
            "UPDATE catalog_title kept SET added_at = dated.added_at FROM dated_titles dated"
            " WHERE kept.id = dated.id AND kept.added_at <> dated.added_at"
        )
        return int(cursor.rowcount)
