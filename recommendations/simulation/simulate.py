"""A simulation from end to end: batch by batch of a few hundred people, lived in memory and copied into the tables."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Profile
from catalog.importers.merge import unhurried
from catalog.models import CatalogueStamp
from recommendations.events.partitions import ensure_partitions
from recommendations.simulation.contents import Contents
from recommendations.simulation.life import Life, Lived
from recommendations.simulation.nature import Nature, draw_nature
from recommendations.simulation.parameters import FROZEN, Parameters
from recommendations.simulation.people import draw_people
from recommendations.simulation.records import SOURCE, Block, Ids, Records
from recommendations.simulation.truth import TruthWriter
from recommendations.simulation.visits import draw_visits
from recommendations.simulation.world import Ints, World, read_world

HOUSEHOLDS, DAYS = 220, 56.0
"""Of the demo: some 320 viewers and 160,000 events over the titles of seed/."""
HOUSEHOLDS_AT_ONCE = 200
NUMBERS_AT_ONCE = 3_000_000
"""Of a table of people and titles, of which a batch has some twenty."""


class UnableToSimulate(Exception):
    """The message is a sentence for the person who asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to simulate; the same plan over the same catalogue does the same."""

    households: int
    days: float
    until: datetime
    seed: int
    truth: Path | None = None
    parameters: Parameters = field(default_factory=lambda: FROZEN)

    @property
    def since(self) -> datetime:
        return self.until - timedelta(days=self.days)


def simulate(*, plan: Plan, tell: Callable[[str], None]) -> Counter[str]:
    """Rows written by table; raises UnableToSimulate before anything is written."""
    if Profile.objects.filter(source=SOURCE).exists():
        raise UnableToSimulate("There are simulated viewers already: remove them first.")
    try:
        world = read_world()
    except ValueError as error:
        raise UnableToSimulate(str(error)) from None
    _partitions(plan)
    written: Counter[str] = Counter()
    nature = nature_of(plan, world)
    with ExitStack() as stack:
        stack.enter_context(unhurried())
        truth = None
        if plan.truth:
            truth = stack.enter_context(
                TruthWriter(plan.truth, world=world, nature=nature, parameters=plan.parameters, seed=plan.seed)
            )
        for number, (lived, records) in enumerate(batches(plan, world=world, nature=nature)):
            profiles = _write(records, people=len(lived.people), written=written)
            if truth:
                truth.add(lived.people, profiles)
            done = min(plan.households, (number + 1) * at_once(world))
            tell(f"Simulating: {done:,} of {plan.households:,} households")
        _analyze()
    return written


def nature_of(plan: Plan, world: World) -> Nature:
    return draw_nature(
        world=world, parameters=plan.parameters, seed=plan.seed, since=plan.since.timestamp(),
        until=plan.until.timestamp(),
    )  # fmt: skip


def batches(plan: Plan, *, world: World, nature: Nature) -> Iterator[tuple[Lived, Records]]:
    """Batch by batch: nothing of one is needed for another, so memory is that of one, and more households do not
    change those before them.
    """
    contents, size = Contents(world=world), at_once(world)
    since, until = plan.since.timestamp(), plan.until.timestamp()
    for first in range(0, plan.households, size):
        random = np.random.default_rng([plan.seed, 1 + first // size])
        people = draw_people(
            first=first, count=min(size, plan.households - first), world=world, nature=nature,
            parameters=plan.parameters, since=since, until=until, random=random,
        )  # fmt: skip
        visits = draw_visits(
            people=people, parameters=plan.parameters, since=since, until=until,
            zone=timezone.get_current_timezone(), random=random,
        )  # fmt: skip
        life = Life(
            people=people, world=world, nature=nature, parameters=plan.parameters, seed=plan.seed, random=random
        )
        lived = life.live(visits)
        yield lived, Records(lived=lived, world=world, contents=contents, until=until, random=random)


def at_once(world: World) -> int:
    """Households a batch: fewer where there are many titles."""
    return max(1, min(HOUSEHOLDS_AT_ONCE, NUMBERS_AT_ONCE // (20 * len(world))))


def _write(records: Records, *, people: int, written: Counter[str]) -> Ints:
    """One batch in one transaction; answers the ids of its profiles."""
    with transaction.atomic():
        ids = Ids(
            users=_reserved("accounts_user", len(records.households)),
            profiles=_reserved("accounts_profile", people),
            sessions=_reserved("recommendations_playsession", records.runs),
        )
        for block in records.blocks(ids, catalogue_version=CatalogueStamp.current()):
            _copy(block)
            written[block.table] += block.rows
    return ids.profiles


def _copy(block: Block) -> None:
    columns = ", ".join(block.columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {block.table} ({columns}) FROM STDIN") as copy:
        for text in block.lines:
            copy.write(text)


def _reserved(table: str, number: int) -> Ints:
    """So many new ids, for rows that others point at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(nextval(pg_get_serial_sequence(%s, 'id'))) FROM generate_series(1, %s)", [table, number]
        )
        return np.array(cursor.fetchone()[0] or [], dtype=np.int64)


def _partitions(plan: Plan) -> None:
    """The months of the past need tables of their own, too."""
    month = plan.since
    while month < plan.until:
        ensure_partitions(now=month)
        month += timedelta(days=28)


def _analyze() -> None:
    """Just filled, the tables look empty to the planner."""
    with connection.cursor() as cursor:
        for table in ("accounts_profile", "accounts_user"):
            cursor.execute(f"ANALYZE {table}")
        for name in ("event", "impression", "servedpage", "playsession", "watchprogress", "rating", "tastestate"):
            cursor.execute(f"ANALYZE recommendations_{name}")
