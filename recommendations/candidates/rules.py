"""What editors want of pages, held by each process and renewed when the catalogue's version stamp moves."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from recommendations.contracts import RowDraft, Viewer
from recommendations.models.page_rule import PageRule, RuleAction

NUDGES = {RuleAction.BOOST.value: 1.0, RuleAction.BURY.value: -1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveRules:
    """What is wanted of one viewer's page now; rows by key or by kind."""

    pinned_rows: Mapping[str, int] = field(default_factory=dict)
    row_nudges: Mapping[str, float] = field(default_factory=dict)
    """1 up or -1 down."""
    banned_rows: frozenset[str] = frozenset()
    billboard: int | None = None
    title_nudges: Mapping[int, float] = field(default_factory=dict)
    banned_titles: frozenset[int] = frozenset()

    def bans(self, draft: RowDraft) -> bool:
        return draft.key in self.banned_rows or draft.kind in self.banned_rows

    def pin_of(self, draft: RowDraft) -> int | None:
        """Where an editor wants the row; a rule about this row goes before one about its kind."""
        return self.pinned_rows.get(draft.key, self.pinned_rows.get(draft.kind))

    def nudge_of(self, draft: RowDraft) -> float:
        return self.row_nudges.get(draft.key, self.row_nudges.get(draft.kind, 0.0))


NO_RULES = ActiveRules()

_lock = threading.Lock()
_held: tuple[int, tuple[PageRule, ...]] | None = None


def rules_for(viewer: Viewer, *, version: int) -> ActiveRules:
    """The rules for this viewer's country at this instant; of two about the same thing the later one counts."""
    now, rules = viewer.now, _rules(version)
    here = [
        rule
        for rule in rules
        if rule.starts_at <= now
        and (rule.ends_at is None or now < rule.ends_at)
        and rule.country in {"", viewer.country}
    ]
    if not here:
        return NO_RULES
    rows, titles = [rule for rule in here if rule.row], [rule for rule in here if rule.title_id]
    pinned = [rule.title_id for rule in titles if rule.action == RuleAction.PIN]
    return ActiveRules(
        pinned_rows={rule.row: rule.position or 0 for rule in rows if rule.action == RuleAction.PIN},
        row_nudges={rule.row: NUDGES[rule.action] for rule in rows if rule.action in NUDGES},
        banned_rows=frozenset(rule.row for rule in rows if rule.action == RuleAction.BAN),
        billboard=pinned[-1] if pinned else None,
        title_nudges={rule.title_id: NUDGES[rule.action] for rule in titles if rule.action in NUDGES and rule.title_id},
        banned_titles=frozenset(rule.title_id for rule in titles if rule.action == RuleAction.BAN and rule.title_id),
    )


def _rules(version: int) -> tuple[PageRule, ...]:
    global _held  # noqa: PLW0603  # One set per process is the point.
    held = _held
    if held is not None and held[0] == version:
        return held[1]
    with _lock:
        if _held is None or _held[0] != version:
            _held = (version, tuple(PageRule.objects.order_by("starts_at", "pk")))
        return _held[1]
