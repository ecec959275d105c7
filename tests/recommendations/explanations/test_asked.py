"""What was asked for is the reason where no title of the viewer's own is, and what was asked less of never is."""

from dataclasses import replace

import pytest

from recommendations.contracts import Adjustments, Group, Reason, Viewer, Wanted
from recommendations.explanations import TitleReasons
from recommendations.explanations.asked import asked_words
from recommendations.ranking.context import RankingContext
from tests.factories.rankings import some_catalogue, some_ranking, some_taste, some_viewer

CATALOGUE = some_catalogue(size=120)
GENRE = int(CATALOGUE.genres.ids[0])
NAMES = {title: f"Title {title}" for title in CATALOGUE.title_ids.tolist()}


def ranking(viewer: Viewer | None = None, **adjustments: object) -> RankingContext:
    taste = replace(some_taste(CATALOGUE, size=60), adjustments=Adjustments(**adjustments))  # type: ignore[arg-type]
    return some_ranking(taste=taste, viewer=viewer, with_model=False)


def reasons(context: RankingContext) -> dict[int, Reason]:
    return TitleReasons(context=context, names=NAMES).for_titles(context.catalogue.title_ids.tolist())


def test_titles_of_what_was_asked_for_say_so_and_no_others() -> None:
    found = reasons(ranking(genres={GENRE: Wanted.MORE}))

    for code, title in enumerate(CATALOGUE.title_ids.tolist()):
        is_of_it = bool(CATALOGUE.genres.member[code, 0] > 0)
        assert (found[title].text == "You asked for more comedy") == is_of_it


def test_what_was_asked_less_of_is_given_as_a_liking_no_more() -> None:
    context = ranking()
    strongest = int(context.genre_affinity.argmax())
    liked = f"You like {CATALOGUE.genres.names[strongest].lower()}"
    assert liked in {reason.text for reason in reasons(context).values()}

    less = reasons(ranking(genres={int(CATALOGUE.genres.ids[strongest]): Wanted.LESS}))

    assert liked not in {reason.text for reason in less.values()}


@pytest.mark.parametrize(
    ("group", "wanted", "said"),
    [
        (Group.GENRE, Wanted.MORE, "You asked for more drama"),
        (Group.GENRE, Wanted.NEVER, "You asked for no drama"),
        (Group.MOOD, Wanted.LESS, "You asked for less that is drama"),
        (Group.MOOD, Wanted.NEVER, "You asked for nothing that is drama"),
        (Group.PERSON, Wanted.NEVER, "You asked for nothing with Drama"),
    ],
)
def test_wishes_read_as_people_say_them(group: Group, wanted: Wanted, said: str) -> None:
    assert asked_words(group, "Drama", wanted) == said


def test_people_are_named_to_adults_only() -> None:
    asked = {2: Wanted.MORE}

    adult = {reason.text for reason in reasons(ranking(people=asked)).values()}
    child = {reason.text for reason in reasons(ranking(some_viewer(is_kids=True), people=asked)).values()}

    assert "You asked for more with Person 2" in adult
    assert not any("Person" in text for text in child)
