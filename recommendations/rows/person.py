"""More With: people whose titles this viewer keeps choosing."""

from collections.abc import Iterable

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

MOST = 2
CHOSEN_OFTEN = 2


class PersonRows:
    """A person counts after two titles that the viewer valued."""

    key = "person"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        catalogue = context.catalogue
        own = context.taste.chosen
        valued = [title for title, worth in context.taste.strengths.items() if worth > 0 and title in own]
        codes = catalogue.code_of(valued)
        often = [(count, person) for person, count in catalogue.people_in(codes[codes >= 0]).items()]
        favourites = sorted((entry for entry in often if entry[0] >= CHOSEN_OFTEN), key=lambda e: (-e[0], e[1]))
        for count, person in favourites[:MOST]:
            among = context.recommendable.copy()
            among[:] = False
            theirs = catalogue.titles_of_person[person]
            among[theirs] = context.recommendable[theirs]
            name = catalogue.person_names[person]
            yield RowDraft(
                key=f"{self.key}:{person}",
                kind=self.key,
                heading=f"More with {name}",
                titles=context.best(context.relevance, among, DEPTH),
                reason=Reason(kind=ReasonKind.PERSON, text=f"You chose {count} titles with {name}"),
                affinity=0.4,
            )
