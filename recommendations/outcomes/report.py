"""Count the outcomes of the last days, from lease to figures: does it work, and for which titles does it not?"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from accounts.models import ProfileOrigin
from recommendations.models import JobState, OutcomeReport
from recommendations.outcomes.facts import lay_out
from recommendations.outcomes.sources import Source, Watching, count_watching
from recommendations.outcomes.subjects import count_coverage, count_pictures, count_titles
from recommendations.outcomes.taken import GROUPS, count_taken
from recommendations.training.lease import Lease, work_on

COUNTED = (ProfileOrigin.HOUSEHOLD, ProfileOrigin.SIMULATED, ProfileOrigin.IMPORTED)
"""Never together: what simulated viewers do says nothing of people."""
SLOW_STATEMENTS = "SET LOCAL statement_timeout = '30min'; SET LOCAL jit = off"
NOTHING = "Nothing was played, and no page was looked at."


def report(report_id: int, *, now: Callable[[], datetime], beat: bool = True) -> JobState | None:
    """Work on a queued or lost report to its end; None when another worker has it."""
    return work_on(report_id, OutcomeReport, lambda lease: _work(lease, now()), beat=beat)


def _work(lease: Lease, until: datetime) -> JobState:
    job = OutcomeReport.objects.get(pk=lease.run_id)
    since, figures = until - timedelta(days=job.days), dict[str, Any]()
    for place, origin in enumerate(COUNTED):
        lease.step(f"Counting: {origin.label.lower()}", place / len(COUNTED))
        found = figures_of(origin=origin, since=since, until=until)
        if found:
            figures[origin.value] = found
    with lease.held():
        OutcomeReport.objects.filter(pk=job.pk).update(figures=figures, cutoff=until)
        state = JobState.DONE if figures else JobState.SKIPPED
        lease.finish(state.value, verdict=in_words(figures))
    return state


def figures_of(*, origin: ProfileOrigin, since: datetime, until: datetime) -> dict[str, Any]:
    """The figures of one kind of viewers, as JSON; empty where nothing was shown to them or watched by them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SLOW_STATEMENTS)
        lay_out(cursor, origin=origin.value, since=since, until=until)
        watching = count_watching(cursor, zone=settings.TIME_ZONE)
        groups = {by: [asdict(one) for one in count_taken(cursor, by=by)] for by in GROUPS}
        if not watching.plays and not groups["kind"]:
            return {}
        recommended, published = count_coverage(cursor)
        titles = count_titles(cursor, told={"since": since, "until": until})
        return {
            "watching": asdict(watching),
            "recommended_share": share_of_recommendations(watching),
            "taken": groups,
            "titles": [asdict(one) for one in titles],
            "pictures": [asdict(one) for one in count_pictures(cursor)],
            "coverage": {"recommended": recommended, "published": published},
        }


def share_of_recommendations(watching: Watching) -> float | None:
    """Of the hours whose beginning was recorded; None where there are none."""
    known = watching.hours - watching.by_source[Source.BEFORE]
    return watching.by_source[Source.RECOMMENDED] / known if known > 0 else None


def in_words(figures: dict[str, Any]) -> str:
    """The answer in a sentence for each kind of viewers."""
    said = []
    for origin, found in figures.items():
        share, watching = found["recommended_share"], found["watching"]
        what = "nothing was watched" if share is None else f"{share:.0%} of {watching['hours']:.0f} hours recommended"
        clear = [one["verdict"] for one in found["titles"] if one["verdict"]]
        counts = f"{clear.count('succeeds')} titles clearly succeed, {clear.count('fails')} fail"
        said.append(f"{ProfileOrigin(origin).label}: {what}; {counts}.")
    return " ".join(said) or NOTHING
