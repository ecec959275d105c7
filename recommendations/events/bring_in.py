"""An import from end to end: read everything, then write the catalogue, then the history; or take it all back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from catalog.importers.base import Importer
from catalog.importers.collect import RowErrors, collect
from catalog.importers.merge import Merged, unhurried
from catalog.importers.shift import shifted
from catalog.importers.write import date_titles, write_catalogue
from catalog.importers.write_media import write_media
from catalog.models import Title
from recommendations.events.bulk import StagedHistory, staged_history
from recommendations.events.bulk_accounts import crowded, give_logins, hashed_pins, make_households, refuse_secrets
from recommendations.events.bulk_write import first_rated, write_history, write_profiles

Anything = TypeVar("Anything")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to bring in, and how."""

    importer: Importer
    path: Path
    is_dry_run: bool = False
    logins_password: str = ""
    limit: int | None = None
    may_make_households: bool = False
    shift: timedelta = timedelta()


@dataclass(slots=True)
class Report:
    source: str
    counts: dict[str, Merged] = field(default_factory=dict)
    errors: RowErrors = field(default_factory=RowErrors)

    @property
    def changes(self) -> int:
        return sum(merged.added + merged.changed for merged in self.counts.values())


def bring_in(*, request: Request, now: datetime, tell: Callable[[str], None]) -> Report:
    """Raises UnreadableFile, before anything is written, for a file that cannot be used as a whole."""
    report = Report(request.importer.source(request.path))
    tell("Reading the catalogue")
    found = collect(_moved(request.importer.catalogue(request.path), request.shift), errors=report.errors)
    titles = {*found.titles, *Title.objects.filter(source=report.source).values_list("source_id", flat=True)}
    drafts = _moved(request.importer.history(request.path), request.shift)
    with (
        unhurried(),
        staged_history(drafts=drafts, titles=titles, errors=report.errors, limit=request.limit, tell=tell) as history,
        transaction.atomic(durable=False),
    ):
        if request.may_make_households:
            crowded(history=history, errors=report.errors)
        else:
            refuse_secrets(history=history, errors=report.errors)
        # Two transactions inside one another, so that a dry run can take both back.
        with transaction.atomic():
            tell("Writing the catalogue")
            written = write_catalogue(found=found, source=report.source, now=now, errors=report.errors)
            stores_files = not request.is_dry_run
            write_media(found=found, written=written, stores_files=stores_files, errors=report.errors, tell=tell)
            first = first_rated(source=report.source, among=written.undated)
            written.counts["dates of titles"] = Merged(0, date_titles(first_seen=first))
            report.counts |= written.counts
        tell("Writing the history")
        report.counts |= _write_people_and_history(request, report, history, now)
        transaction.set_rollback(request.is_dry_run)
    return report


def _moved(drafts: Iterable[Anything], by: timedelta) -> Iterable[Anything]:
    return (shifted(draft, by=by) for draft in drafts) if by else drafts


def _write_people_and_history(
    request: Request, report: Report, history: StagedHistory, now: datetime
) -> dict[str, Merged]:
    accounts = make_households(history=history)
    pins = hashed_pins(history=history)
    counts = {
        "profiles": write_profiles(history=history, source=report.source, accounts=accounts, pins=pins, now=now),
        **write_history(source=report.source, now=now, errors=report.errors),
    }
    if request.logins_password:
        given = give_logins(source=report.source, password=request.logins_password, now=now)
        counts["logins"] = Merged(given, 0)
    return counts


def told(report: Report, *, is_dry_run: bool) -> list[str]:
    """The report in words: what changed, then what could not be used."""
    would = "Would have brought" if is_dry_run else "Brought"
    lines = [f"{would} in {report.source}:"]
    lines += [
        f"  {name}: {merged.added:,} added, {merged.changed:,} changed or removed"
        for name, merged in report.counts.items()
        if merged.added or merged.changed
    ]
    if not report.changes:
        lines = [f"Nothing changed: {report.source} is already here as it is in the files."]
    if report.errors.count:
        lines.append(f"{report.errors.count:,} rows could not be used; the first {len(report.errors.first)}:")
        lines += [f"  {error}" for error in report.errors.first]
    return lines
