"""What would change on home pages under another reward table: decided under both for a sample, and never recorded."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Exists, OuterRef, Q

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from recommendations.contracts import Viewer
from recommendations.events.taste import read_taste
from recommendations.models import HiddenTitle, ListEntry, Rating, WatchProgress
from recommendations.pages.decide import Makings, decide
from recommendations.pages.gather import gather
from recommendations.pages.home import SURFACE
from recommendations.pages.state import PageState, read_state
from recommendations.pages.viewer import viewer_of

SAMPLE = 200
ROWS, COLUMNS = 3, 6
TOP = 10
TITLES_NAMED = 10
POLICY = "replay"

Rewards = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What a profile sees first, and what it is thought to like best; title ids."""

    billboard: int | None
    titles: frozenset[int]
    best: frozenset[int]


def replay_pages(
    *, active: Rewards, proposed: Rewards, now: datetime, seed: int, tell: Callable[[str, float], None]
) -> dict[str, Any]:
    """How the first screens (three rows of six) of a sample of profiles differ, as plain numbers and title ids.

    The serving model ranks under both tables. Profiles that did nothing are left out: no table can move them.
    """
    everybody = profiles_with_a_past()
    chosen = np.random.default_rng(seed).permutation(np.array(everybody, dtype=np.int64))[:SAMPLE]
    profiles = list(Profile.objects.filter(pk__in=chosen.tolist()).order_by("pk"))
    pairs = []
    for place, profile in enumerate(profiles):
        if place % 10 == 0:
            tell(f"Deciding pages: {place} of {len(profiles)} profiles", place / len(profiles))
        viewer = viewer_of(profile=profile, device_kind=DeviceKind.LAPTOP, now=now)
        state = read_state(viewer=viewer, surface=SURFACE, arm="")
        pairs.append((first_screen(viewer, state, active), first_screen(viewer, state, proposed)))
    return {"of": len(everybody), **differences(pairs)}


def profiles_with_a_past() -> list[int]:
    """Ids of profiles that left anything behind which a reward table could weigh."""
    kinds = (Rating, WatchProgress, ListEntry, HiddenTitle)
    some = reduce(or_, (Q(Exists(kind._default_manager.filter(profile=OuterRef("pk")))) for kind in kinds))
    return list(Profile.objects.filter(some).order_by("pk").values_list("pk", flat=True))


def first_screen(viewer: Viewer, state: PageState, rewards: Rewards) -> Screen:
    """The start of the page that this viewer would get if `rewards` were active."""
    taste = read_taste(profile_id=viewer.profile_id, now=viewer.now, rewards=rewards)
    gathered = gather(viewer=viewer, state=state, taste=taste)
    context = gathered.context
    makings = Makings(library=gathered.library, names=gathered.cards.names, before={})
    page = decide(context=context, makings=makings, page_id=UUID(int=0), policy=POLICY, arm="")
    return Screen(
        billboard=page.billboard.title_id if page.billboard else None,
        titles=frozenset(tile.title_id for row in page.rows[:ROWS] for tile in row.tiles[:COLUMNS]),
        best=frozenset(item.title_id for item in context.best(context.relevance, context.recommendable, TOP)),
    )


def differences(pairs: list[tuple[Screen, Screen]]) -> dict[str, Any]:
    """Counts over (now, then) of each profile."""
    if not pairs:
        return {"profiles": 0}
    changed = [len(then.titles - before.titles) for before, then in pairs]
    overlaps = [len(then.best & before.best) / max(1, len(then.best), len(before.best)) for before, then in pairs]
    now_on = Counter(title for before, _then in pairs for title in before.titles)
    then_on = Counter(title for _before, then in pairs for title in then.titles)
    moves = sorted(
        ((then_on[title] - now_on[title], title) for title in {*now_on, *then_on}), key=lambda move: (-move[0], move[1])
    )
    return {
        "profiles": len(pairs),
        "titles_on_screen": round(float(np.mean([len(before.titles) for before, _then in pairs])), 1),
        "titles_changed": round(float(np.mean(changed)), 2),
        "unchanged_profiles": sum(count == 0 for count in changed),
        "changed_most": max(changed),
        "billboards_changed": sum(before.billboard != then.billboard for before, then in pairs),
        "best_overlap": round(float(np.mean(overlaps)), 4),
        "gain": [[title, now_on[title], then_on[title]] for move, title in moves[:TITLES_NAMED] if move > 0],
        "lose": [[title, now_on[title], then_on[title]] for move, title in moves[::-1][:TITLES_NAMED] if move < 0],
    }
