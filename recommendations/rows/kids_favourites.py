"""Kids' favourites: the characters that this child watches most, and all that they are in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext

NAMED = 2
SHOWN = 12


class KidsFavourites:
    """Children watch again; so what was seen is here, too, beside whatever else the same characters are in."""

    key = "kids_favourites"
    suits_kids = True

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        if not context.viewer.is_kids:
            return
        catalogue, taste = context.catalogue, context.taste
        loved: defaultdict[str, float] = defaultdict(float)
        for title in sorted(taste.chosen - taste.hidden):
            code = int(catalogue.code_of([title])[0])
            if code < 0 or not context.visible[code]:
                continue  # Nobody is announced who is in nothing that can be seen now.
            for place, name in enumerate(catalogue.characters.get(code, ())):
                loved[name] += max(taste.strengths.get(title, 0.0), 0.0) / (1 + place)
        names = [name for name, worth in sorted(loved.items(), key=lambda one: (-one[1], one[0])) if worth > 0]
        if not names:
            return
        # A character of the child's own name would read as the child.
        own = context.viewer.profile_name.casefold()
        named = [name for name in names if name.casefold() != own][:NAMED] or names[:1]
        worth = {
            int(catalogue.title_ids[code]): sum(loved.get(name, 0.0) for name in them)
            for code, them in catalogue.characters.items()
            if any(loved.get(name, 0.0) > 0 for name in them)
        }
        unwanted = taste.hidden | set(catalogue.title_ids[context.asked.refused].tolist())
        titles = context.scored([t for t in sorted(worth, key=lambda t: (-worth[t], t)) if t not in unwanted])
        if titles:
            yield RowDraft(
                key=self.key,
                kind=self.key,
                heading=_joined([*named, "friends"] if len(names) > len(named) else named),
                titles=titles[:SHOWN],
                reason=Reason(kind=ReasonKind.PERSON, text=f"With {_joined(named)}, whom you watch most"),
                affinity=0.9,
                is_own=True,
                minimum=2,
                pinned_rank=0,  # Behind what was begun, which is offered first.
            )


def _joined(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
