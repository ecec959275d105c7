"""More With: people whose titles this viewer keeps choosing."""

from collections.abc import Iterable

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

MOST = 2
CHOSEN_OFTEN = 2


class PersonRows:
    """A person counts after two titles that the viewer valued, or when the viewer asks for more."""

    key = "person"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        catalogue = context.catalogue
        own = context.taste.chosen
        valued = [title for title, worth in context.taste.strengths.items() if worth > 0 and title in own]
        codes = catalogue.code_of(valued)
        often = catalogue.people_in(codes[codes >= 0])
        asked = context.asked.people
        wanted = {person for person in asked if asked[person] > 0 and person in catalogue.titles_of_person}
        options = {person for person, count in often.items() if count >= CHOSEN_OFTEN and person not in asked} | wanted
        order = sorted(options, key=lambda person: (person not in wanted, -often.get(person, 0), person))
        for person in order[:MOST]:
            name = catalogue.person_names[person]
            text = f"You asked for more with {name}"
            if person not in wanted:
                text = f"You chose {often[person]} titles with {name}"
            yield RowDraft(
                key=f"{self.key}:{person}",
                kind=self.key,
                heading=f"More with {name}",
                titles=context.best_of(catalogue.titles_of_person[person], DEPTH),
                reason=Reason(kind=ReasonKind.PERSON, text=text),
                affinity=0.4,
            )
