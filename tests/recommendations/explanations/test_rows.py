"""A row about a kind of titles rests on the viewer's own titles of that kind, and says what each is worth."""

from dataclasses import replace

import pytest

from recommendations.candidates.micro_genres import micro_genres_of
from recommendations.contracts import Adjustments, RowDraft, Wanted
from recommendations.explanations import RowReasons
from recommendations.ranking.context import RankingContext
from recommendations.rows.genre import GenreRows
from recommendations.rows.micro_genre import MicroGenreRows
from recommendations.rows.mood import MoodRows
from recommendations.rows.person import PersonRows
from recommendations.rows.trending import Trending
from tests.factories.rankings import some_catalogue, some_ranking, some_taste

CATALOGUE = some_catalogue(size=120)


@pytest.fixture
def context() -> RankingContext:
    return some_ranking(taste=some_taste(CATALOGUE, size=60))


def members(context: RankingContext, draft: RowDraft) -> set[int]:
    """The titles of the row's kind, looked up another way than the code does."""
    kind, _, name = draft.key.partition(":")
    catalogue = context.catalogue
    if kind == "person":
        return set(catalogue.title_ids[catalogue.titles_of_person[int(name)]].tolist())
    if kind == "micro_genre":
        corners = micro_genres_of(catalogue)
        column = corners.member[:, corners.keys.index(name)] > 0
    else:
        subjects = catalogue.genres if kind == "genre" else catalogue.moods
        column = subjects.member[:, subjects.slugs.index(name)] > 0
    return {int(title) for title, is_of_it in zip(catalogue.title_ids, column, strict=True) if is_of_it}


@pytest.mark.parametrize("row_type", [GenreRows(), MoodRows(), PersonRows(), MicroGenreRows()], ids=lambda t: t.key)
def test_evidence_is_of_the_kind_valued_chosen_and_seen_with_its_shares_of_the_worth(row_type: GenreRows) -> None:
    told = 0
    for seed in range(6):
        context = some_ranking(seed=seed, taste=some_taste(some_catalogue(size=120, seed=seed), seed=seed, size=60))
        taste, reasons = context.taste, RowReasons(context=context)
        named = set(context.catalogue.title_ids[context.visible].tolist()) & (taste.chosen - taste.hidden)
        for draft in row_type.offer(context):
            evidence, kind = reasons.of(draft).evidence, members(context, draft)
            own = {title: worth for title, worth in taste.strengths.items() if worth > 0 and title in named & kind}
            assert {title for title, _share in evidence} <= set(own)
            assert len(evidence) == min(len(own), 4)
            for title, share in evidence:
                assert share == pytest.approx(own[title] / sum(own.values()), rel=1e-4)
            told += bool(evidence)
    assert told


def test_rows_that_are_about_no_kind_keep_what_they_say(context: RankingContext) -> None:
    (draft,) = Trending().offer(context)

    assert RowReasons(context=context).of(draft) is draft.reason


def test_a_row_that_says_what_it_rests_on_keeps_it(context: RankingContext) -> None:
    draft = next(iter(GenreRows().offer(context)))
    told = replace(draft, reason=replace(draft.reason, evidence=((1, 1.0),)))

    assert RowReasons(context=context).of(told).evidence == ((1, 1.0),)


@pytest.mark.parametrize("key", ["genre:nothing", "person:999", "person:x", "micro_genre:nothing", "genre", ""])
def test_row_of_something_that_is_gone_has_no_evidence(key: str, context: RankingContext) -> None:
    draft = replace(next(iter(GenreRows().offer(context))), key=key)

    assert not RowReasons(context=context).of(draft).evidence


def asking(**adjustments: object) -> RankingContext:
    taste = replace(some_taste(CATALOGUE, size=60), adjustments=Adjustments(**adjustments))  # type: ignore[arg-type]
    return some_ranking(taste=taste)


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_genre_that_was_asked_for_comes_up_and_says_so(number: int) -> None:
    genre, name = int(CATALOGUE.genres.ids[number]), CATALOGUE.genres.names[number]

    def place(context: RankingContext) -> int:
        return [draft.heading for draft in GenreRows().offer(context)].index(name)

    more, less = asking(genres={genre: Wanted.MORE}), asking(genres={genre: Wanted.LESS})

    assert place(more) <= place(asking()) <= place(less)
    drafts = {draft.heading: draft for draft in GenreRows().offer(more)}
    assert drafts[name].reason.text == f"You asked for more {name.lower()}"
    assert drafts[name].affinity > {draft.heading: draft for draft in GenreRows().offer(less)}[name].affinity


def test_mood_that_was_asked_for_has_a_row_and_one_asked_less_of_has_none() -> None:
    mood = int(CATALOGUE.moods.ids[0])
    (more,) = [d for d in MoodRows().offer(asking(moods={mood: Wanted.MORE})) if d.key == "mood:haunting"]

    assert more.reason.text == "You asked for more that is haunting"
    assert not [d for d in MoodRows().offer(asking(moods={mood: Wanted.LESS})) if d.key == "mood:haunting"]


def test_person_who_was_asked_for_comes_first_and_one_asked_less_of_never() -> None:
    more = next(iter(PersonRows().offer(asking(people={4: Wanted.MORE}))))

    assert (more.key, more.reason.text) == ("person:4", "You asked for more with Person 4")
    usual = next(iter(PersonRows().offer(asking()))).key
    number = int(usual.partition(":")[2])
    assert usual not in [draft.key for draft in PersonRows().offer(asking(people={number: Wanted.LESS}))]
